import { globalId, localIdOf, partId, partOf, readGlobalId } from './global-id.ts';

const local = '0123456789abcdef01234567';
const of = (text: string) => Buffer.from(text).toString('base64url');

it('reads back what it wrote', () => {
  const id = globalId('Product', local);
  expect(id).toMatch(/^[\w-]+$/);
  expect(readGlobalId(id)).toEqual({ type: 'Product', local });
  expect(localIdOf('Product', id)).toBe(local);
  expect(localIdOf('Company', id)).toBeNull();
});

it.each([
  '',
  local,
  of('Product'),
  of(`Product:${local.slice(1)}`),
  of(`Product:${local}0`),
  of(`Product:${local}012345678`),
  of(`Product:${local.toUpperCase()}`),
  of(`product:${local}`),
  of(`Product:${local}\n`),
  `${of(`Product:${local}`)}=`,
  Buffer.from(`Product>${local}?`).toString('base64'),
  ` ${globalId('Product', local)}`,
  `${globalId('Product', local)}!`,
  'x'.repeat(10_000),
])('is an id of nothing: %p', (id) => {
  expect(readGlobalId(id)).toBeNull();
});

it.each([0, 17, 2 ** 32 - 1])('reads back the part %d of a thing, which is no thing of its own', (number) => {
  const id = partId('Row', local, number);
  expect(partOf('Row', id)).toEqual({ whole: local, number });
  expect(localIdOf('Row', id)).toBeNull();
  expect(partOf('Column', id)).toBeNull();
  expect(partOf('Row', globalId('Row', local))).toBeNull();
});

it('takes nothing but text', () => {
  expect(readGlobalId({ toString: () => globalId('Product', local) } as never)).toBeNull();
});
