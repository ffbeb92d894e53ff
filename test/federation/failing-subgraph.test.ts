import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { localPort } from '../../kit/subgraph/local-port.ts';
import { createViewerSigner, createViewerVerifier } from '../../kit/viewer/viewer-statement.ts';
import { goodsSubgraph } from '../kit/goods-subgraph.ts';
import { gatewayOver, type SmallGateway } from '../kit/gateway-over.ts';

const COMPANY_ID = 'Q29tcGFueTo2NTkyMDA4MDVlZWRjMDAwMDAwMDAwNTM';
const product = {
  __typename: 'Product',
  id: 'p',
  name: 'Valve',
  company: { __typename: 'Company', id: COMPANY_ID, name: 'Acme' },
};
const SEARCH = `{ searchProducts(first: 1) { totalCount { value } edges { node { name company { name description mainProducts } } } } privacyPolicy { version } }`;
const found = { data: { searchProducts: { totalCount: { value: 1 }, edges: [{ node: product }] } } };
const policy = { version: expect.any(String) };

let member: () => unknown;
let catalog: () => unknown;
let gateway: SmallGateway;
beforeAll(async () => {
  gateway = await gatewayOver({ member: () => member(), catalog: () => catalog() });
});
afterAll(() => gateway.server.stop());

let asked = 0;
/** Asks anew, so that nothing that was kept answers; within three seconds. */
async function ask(query: string) {
  const started = Date.now();
  const answer = await gateway.ask(query.replace('{', `query Asked${asked++} {`));
  expect(Date.now() - started).toBeLessThan(3_000);
  expect(answer.status).toBe(200);
  expect(JSON.stringify(answer.errors ?? [])).not.toMatch(/127\.0\.0\.1|ECONN|:40\d\d|stack|subgraph|catalog\b(?!, )/);
  return answer;
}

const WAYS: [string, () => unknown][] = [
  [
    'throws',
    () => {
      throw new Error('connect ECONNREFUSED 127.0.0.1:4002');
    },
  ],
  ['fails later', () => Promise.reject(new Error('socket hang up 127.0.0.1:4002'))],
  ['hangs', () => new Promise(() => undefined)],
  ['answers too late', () => sleep(5_000, found, { ref: false })],
  ['answers nothing', () => undefined],
  ['answers null', () => null],
  ['answers a text', () => '<html>502 Bad Gateway</html>'],
  ['answers a list', () => []],
  ['answers an empty object', () => ({})],
  ['answers data that is a number', () => ({ data: 42 })],
  ['answers data that is a list', () => ({ data: [1] })],
  ['answers what nobody asked', () => ({ data: { surprise: 'at 127.0.0.1:4002' } })],
  ['answers no errors', () => ({ data: null, errors: [] })],
  ['answers errors that are none', () => ({ data: null, errors: ['no'] })],
];

it.each(WAYS)('the owner of the root that %s costs its own fields only', async (_, way) => {
  catalog = way;
  member = () => ({ data: { company: { __typename: 'Company', id: COMPANY_ID, name: 'Acme' } } });
  const { data, errors } = await ask(
    `{ searchProducts(first: 1) { totalCount { value } } company(id: "${COMPANY_ID}") { name } privacyPolicy { version } }`,
  );
  expect(data).toEqual({ searchProducts: null, company: { name: 'Acme' }, privacyPolicy: policy });
  expect(errors).toMatchObject([{ path: ['searchProducts'], extensions: { code: 'UNAVAILABLE' } }]);
});

it.each(WAYS)('alone, an owner that %s leaves null where its fields would be', async (_, way) => {
  catalog = way;
  const { data, errors } = await ask('{ categories { code } again: category(code: "10") { name } }');
  expect(data).toEqual({ categories: null, again: null });
  expect(errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['categories'], 'UNAVAILABLE'],
    [['again'], 'UNAVAILABLE'],
  ]);
});

it.each(WAYS)('the owner of an entity that %s costs the entity’s own fields', async (_, way) => {
  catalog = () => structuredClone(found);
  member = way;
  const { data, errors } = await ask(SEARCH.replace('mainProducts', ''));
  expect(data).toEqual({
    searchProducts: {
      totalCount: { value: 1 },
      edges: [{ node: { name: 'Valve', company: { name: 'Acme', description: null } } }],
    },
    privacyPolicy: policy,
  });
  expect(errors).toMatchObject([
    { path: ['searchProducts', 'edges', 0, 'node', 'company'], extensions: { code: 'UNAVAILABLE' } },
  ]);
});

it('a field that may not be null takes the nearest that may with it', async () => {
  catalog = () => structuredClone(found);
  member = () => null;
  expect((await ask(SEARCH)).data!.searchProducts).toEqual({
    totalCount: { value: 1 },
    edges: [{ node: { name: 'Valve', company: null } }],
  });
});

it('values of another kind than the schema says are none', async () => {
  catalog = () => ({
    data: {
      searchProducts: {
        totalCount: { value: 1 },
        edges: [{ node: { ...product, name: { $ne: 1 }, company: 'x' } }, 'x', { node: [product] }],
      },
    },
  });
  member = () => null;
  const { data } = await ask(
    '{ searchProducts(first: 1) { edges { node { company { name } } } } company(slug: "x") { name } }',
  );
  expect(data).toEqual({ searchProducts: null, company: null });
});

it('what it says to the client reaches the client in its place; anything else is masked', async () => {
  catalog = () => structuredClone(found);
  member = () => ({
    data: { _entities: [null] },
    errors: [
      {
        message: 'Expected something else.',
        path: ['_entities', 0, 'description'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
      {
        message: 'E11000 duplicate key 127.0.0.1',
        path: ['_entities', 0, 'description'],
        extensions: { code: 11_000 },
      },
    ],
  });
  const { errors } = await ask(SEARCH);
  const path = ['searchProducts', 'edges', 0, 'node', 'company', 'description'];
  expect(errors).toMatchObject([
    { message: 'Expected something else.', path, extensions: { code: 'BAD_USER_INPUT' } },
    { message: expect.stringContaining('went wrong on our side'), path, extensions: { code: 'INTERNAL' } },
  ]);
  expect(JSON.stringify(errors)).not.toContain('E11000');
});

it('what it did not mean to say costs somebody signed in no more than the field', async () => {
  member = () => ({ data: { viewer: null }, errors: [{ message: 'boom', path: ['viewer'] }] });
  const officer = await gateway.sessions.bearer('PRIVACY_OFFICER');
  // One that is asked over a network, and one in this process, whose audit log is none.
  for (const root of ['viewer { id }', 'verifyAuditLog { ok }']) {
    const name = root.split(' ')[0]!;
    const { status, data, errors } = await gateway.ask(`{ ${root} }`, {}, officer);
    expect([status, data]).toEqual([200, { [name]: null }]);
    expect(errors).toMatchObject([{ path: [name], extensions: { code: 'INTERNAL' } }]);
  }
});

it('recovers by itself, and no failed answer was kept', async () => {
  const query = '{ categories { code } }';
  catalog = () => null;
  expect((await gateway.ask(query)).data).toEqual({ categories: null });
  catalog = () => ({ data: { categories: [{ code: '10' }] } });
  expect((await gateway.ask(query)).data).toEqual({ categories: [{ code: '10' }] });
});

it('while one hangs, readiness and the others answer', async () => {
  catalog = () => new Promise(() => undefined);
  const hanging = Array.from({ length: 20 }, () => ask('{ categories { code } }'));
  const started = Date.now();
  expect((await fetch(`${gateway.address}/health/live`)).status).toBe(200);
  expect((await ask('{ privacyPolicy { version } }')).data).toEqual({ privacyPolicy: policy });
  expect(Date.now() - started).toBeLessThan(1_000);
  await Promise.all(hanging);
});

it('a subgraph in this process too refuses calls without a statement of the gateway', async () => {
  const pem = () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return {
      own: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      known: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
  };
  const [ours, theirs] = [pem(), pem()];
  const { subgraph } = goodsSubgraph();
  const run = localPort(subgraph, createViewerVerifier(ours.known)).prepare('{ asker sold }');
  const call = { locale: 'EN', requestId: 'r' } as const;
  for (const statement of ['', 'x.y.z', await createViewerSigner(theirs.own)({ kind: 'anonymous' })])
    await expect((async () => run({}, { ...call, statement }))()).rejects.toThrow('signed by the gateway');
  const statement = await createViewerSigner(ours.own)({ kind: 'anonymous' });
  expect(await run({}, { ...call, statement })).toEqual({ data: { asker: 'anonymous EN r', sold: 0 } });
});
