import { csvRows } from './csv-rows.ts';
import type { FileRow } from './file-row.ts';
import { ndjsonRows } from './ndjson-rows.ts';
import { strictText } from './strict-text.ts';

const anyColumn = () => null;

/** In pieces of a few bytes, so that characters, lines and quotes are cut anywhere. */
async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function all(rows: AsyncIterable<FileRow>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const { line, values, unreadable } of rows) found.push([line, unreadable ?? Object.fromEntries(values)]);
  return found;
}
const csv = (text: string | Uint8Array, size = 7) =>
  all(csvRows(strictText(pieces(Buffer.from(text), size)), anyColumn));
const ndjson = (text: string | Uint8Array, size = 7) => all(ndjsonRows(strictText(pieces(Buffer.from(text), size))));

it.each([1, 2, 3, 5, 64])(
  'reads CSV as RFC 4180 has it, and names the line of each row, in pieces of %p bytes',
  async (size) => {
    const text = '\ufeffa,b\r\n1,"x\r\ny"\r\n\r\n"say ""yes""",阀门\r\n3,"p\nq"\r\nlast,İ';
    expect(await csv(text, size)).toEqual([
      [2, { a: '1', b: 'x\r\ny' }],
      [5, { a: 'say "yes"', b: '阀门' }],
      [6, { a: '3', b: 'p\nq' }],
      [8, { a: 'last', b: 'İ' }],
    ]);
  },
);

it.each([
  ['a;b\n1,5;2', { a: '1,5', b: '2' }],
  ['a\tb\n1\t2', { a: '1', b: '2' }],
  ['a\n1', { a: '1' }],
])('takes the delimiter that the first line has most of: %p', async (text, row) => {
  expect(await csv(text)).toEqual([[2, row]]);
});

it('a row with too many or too few values is unreadable by itself', async () => {
  expect(await csv('a,b\n1\n1,2\n1,2,3\n')).toEqual([
    [2, expect.stringContaining('Expected 2 values')],
    [3, { a: '1', b: '2' }],
    [4, expect.stringContaining('got 3')],
  ]);
});

it.each([
  ['', 'empty file'],
  ['a,b\n1,"2', 'left open'],
  ['a,b\n1,x"2"\n', 'mistake in line 2'],
  ['a,a\n1,2', '`a` twice'],
  [`${Array.from({ length: 10_000 }, (_, n) => `c${n}`).join()}\n`, 'at most 200 columns, got 10000'],
  [`a,b\n1,${'x'.repeat(300_000)}\n`, 'got a longer one by line 2'],
  [`a,b\n1,"${'x\n'.repeat(200_000)}`, 'quote that is not closed'],
])('refuses a CSV file by what is wrong with it: %#', async (text, reason) => {
  await expect(csv(text, 65_536)).rejects.toThrow(reason);
});

it.each([1, 3, 64])(
  'reads a JSON object a line, and says which lines are none, in pieces of %p bytes',
  async (size) => {
    expect(await ndjson('{"a":1}\r\n\n[1]\nnull\n{"a":\n{"b":"阀"}', size)).toEqual([
      [1, { a: 1 }],
      [3, expect.stringContaining('another JSON value')],
      [4, expect.stringContaining('another JSON value')],
      [5, expect.stringContaining('no JSON')],
      [6, { b: '阀' }],
    ]);
  },
);

it('keeps a key that names the prototype as a key like any other', async () => {
  const text = '{"__proto__":{"a":1}}';
  for await (const { values } of ndjsonRows(strictText(pieces(Buffer.from(text), 99))))
    expect([...values.keys()]).toEqual(['__proto__']);
  expect(await ndjson(text)).toHaveLength(1);
});

it('refuses a line without an end before it fills the memory', async () => {
  let sent = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (; sent < 1e9; sent += 65_536) yield Buffer.alloc(65_536, 'x');
  }
  await expect(all(ndjsonRows(strictText(endless())))).rejects.toThrow('got a longer one at line 1');
  await expect(all(csvRows(strictText(endless()), anyColumn))).rejects.toThrow('at most 262144 characters');
  expect(sent).toBeLessThan(10_000_000);
});

it.each([
  [Buffer.concat([Buffer.from('a\nb\nc'), Buffer.from([0xe7, 0x61])]), 'other bytes in line 3'],
  [Buffer.from('\ufeffa\nb', 'utf16le'), 'line 1'],
  [Buffer.concat([Buffer.from('阀\n'), Buffer.from([0xe9, 0x98])]), 'half a character at its end in line 2'],
  [Buffer.from('PK\u0003\u0004\0\0'), 'a zero byte in line 1, at or after byte 4'],
  [Buffer.concat([Buffer.from('阀\n阀'), Buffer.from([0xff]), Buffer.from('\n')]), 'line 2'],
])('refuses what is not UTF-8, and says where: %#', async (bytes, place) => {
  for (const size of [1, 2, 3, 100]) await expect(csv(bytes, size)).rejects.toThrow(place);
});
