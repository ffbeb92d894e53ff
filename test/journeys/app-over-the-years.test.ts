import { createHash } from 'node:crypto';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ companies: 5, products: 75, development: false });
}, 120_000);
afterAll(() => world.stop());

const LIST = 'query List($first: Int!) { searchProducts(first: $first) { edges { node { id name } } } }';
const sha = (query: string): string => createHash('sha256').update(query).digest('hex');

interface Body {
  data: { searchProducts: { edges: unknown[] } };
  errors: { extensions: { code: string } }[];
}

/** A small request by GET, as an app sends it through caches. */
async function get(parameters: Record<string, unknown>) {
  const search = new URLSearchParams(
    Object.entries(parameters).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  const response = await fetch(`${world.address}/graphql?${search.toString()}`, {
    headers: { accept: 'application/graphql-response+json, application/json;q=0.9' },
  });
  return { status: response.status, body: (await response.json()) as Body };
}

it('asks by GET, with variables', async () => {
  const { status, body } = await get({ query: LIST, variables: { first: 2 }, operationName: 'List' });
  expect([status, body.data.searchProducts.edges.length]).toEqual([200, 2]);
  for (const parameters of [
    { query: LIST, variables: '{"first":' },
    { query: LIST, variables: [1] },
    { query: LIST, extensions: 'x' },
    {},
  ])
    expect((await get(parameters)).status).toBe(400);
});

it('sends a hash for a document that was sent once', async () => {
  const query = LIST.replace('List', 'Hashed');
  const extensions = { persistedQuery: { version: 1, sha256Hash: sha(query) } };
  const unknown = await get({ variables: { first: 1 }, extensions });
  expect(unknown.body.errors).toMatchObject([
    { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
  ]);
  expect((await get({ query, variables: { first: 1 }, extensions })).body.data.searchProducts.edges).toHaveLength(1);
  expect((await get({ variables: { first: 3 }, extensions })).body.data.searchProducts.edges).toHaveLength(3);
});

it('cannot pass one document under the hash of another', async () => {
  for (const sha256Hash of [sha(`${LIST} `), 'x', '', 5, null]) {
    const { status, body } = await get({
      query: LIST,
      variables: { first: 1 },
      extensions: { persistedQuery: { version: 1, sha256Hash } },
    });
    expect([status, body.data]).toEqual([400, undefined]);
    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});

it('fetches again what it holds by id, as Relay does', async () => {
  const { data } = await world.ask(LIST, { first: 3 });
  const held = data!.searchProducts.edges.map(({ node }: { node: object }) => node);
  const { data: again } = await world.ask(
    `query Refetch($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { __typename ...Row } node(id: $id) { ...Row } node(id: $id) { ... on Product { status } } }
     fragment Row on Product { id name }`,
    { ids: held.map(({ id }: { id: string }) => id), id: held[0].id },
  );
  expect(again).toEqual({
    nodes: held.map((node: object) => ({ __typename: 'Product', ...node })),
    node: { ...held[0], status: 'PUBLISHED' },
  });
});

it('is told with a code when it asks for what is no longer there, and nothing else breaks', async () => {
  const { body, status } = await get({ query: '{ searchProducts(first: 1) { formerField } }' });
  expect([status, body.errors[0]!.extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
});
