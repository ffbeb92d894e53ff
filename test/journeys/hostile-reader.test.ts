import { Random } from '../../seed/random.ts';
import { searchDigest, writeCursor, type Position } from '../../subgraphs/catalog/search/cursor.ts';
import { Catalogue } from '../kit/catalogue.ts';
import { NASTY, SPLINTERS } from '../kit/nasty-texts.ts';
import { pageThrough, type Listed } from '../kit/page-through.ts';
import { startWorld, until, type World } from '../kit/world.ts';

let world: World;
let catalogue: Catalogue;
let products: Listed[];
let draft: Listed;
beforeAll(async () => {
  world = await startWorld({ companies: 10, products: 120, development: false });
  catalogue = new Catalogue(world.servers.mongo.uri, world.keys.keyring);
  products = (await pageThrough(world, {})).all;
  draft = products.pop()!;
  await catalogue.change(draft.id, { status: 'DRAFT', name: { en: 'Unspoken prototype' } });
  await until(async () =>
    (await pageThrough(world, { query: 'unspoken prototype' })).all.every(({ id }) => id !== draft.id),
  );
}, 120_000);
afterAll(async () => {
  await catalogue.close();
  await world.stop();
});

const SEARCH = `query ($query: String, $where: ProductWhere, $orderBy: ProductOrder, $first: Int!, $after: String) {
  searchProducts(query: $query, where: $where, orderBy: $orderBy, first: $first, after: $after) {
    totalCount { value } facets { values { input } } edges { cursor node { id name } highlights { html } } pageInfo { endCursor } } }`;

const REFUSALS = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'TOO_EXPENSIVE']);

/** What is wrong with an answer: a fault of ours, or something of what is hidden. Null when nothing is. */
function breach({ status, errors, data }: Awaited<ReturnType<World['ask']>>, asked: unknown): object | null {
  const isFault = status >= 500 || (errors ?? []).some(({ extensions }) => !REFUSALS.has(extensions.code));
  const shown = JSON.stringify(data);
  const isLeak = shown.includes(draft.id) || shown.includes('prototype');
  return isFault || isLeak ? { asked, status, errors, data } : null;
}

it.each([1_000_000, 101, 0, -1, 2_147_483_647, -2_147_483_648])(
  'a page of %i is refused with the bounds',
  async (first) => {
    const { errors, data } = await world.ask(
      `query ($first: Int!, $id: ID!) { searchProducts(first: $first) { pageInfo { endCursor } } searchCompanies(first: $first) { pageInfo { endCursor } } suggest(prefix: "v", first: $first) { text }
      product(id: $id) { similar(first: $first) { id } } company(id: $id) { id } }`,
      { first, id: products[0]!.id },
    );
    expect(errors).toHaveLength(4);
    for (const { message, extensions } of errors!) {
      expect(message).toContain(`from 1 to 100, got ${first}`);
      expect(extensions.code).toBe('BAD_USER_INPUT');
    }
    expect(data).toMatchObject({
      searchProducts: null,
      searchCompanies: null,
      suggest: null,
      product: { similar: null },
    });
  },
);

it.each([
  ['missing', '{ searchProducts { pageInfo { endCursor } } }', {}],
  ['null', 'query ($first: Int!) { searchProducts(first: $first) { pageInfo { endCursor } } }', { first: null }],
  ['no number', 'query ($first: Int!) { searchProducts(first: $first) { pageInfo { endCursor } } }', { first: '5' }],
  ['a fraction', 'query ($first: Int!) { searchProducts(first: $first) { pageInfo { endCursor } } }', { first: 1.5 }],
  [
    'beyond integers',
    'query ($first: Int!) { searchProducts(first: $first) { pageInfo { endCursor } } }',
    { first: 1e300 },
  ],
])('a page size that is %s is refused before anything is run', async (_, query, variables) => {
  const { errors, data } = await world.ask(query, variables);
  expect(data).toBeNull();
  expect(errors).toHaveLength(1);
  expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(errors![0]!.extensions.code);
});

describe('every text argument', () => {
  it.each([
    ['query', (text: string) => ({ query: text })],
    ['after', (text: string) => ({ after: text })],
    ['where.facets', (text: string) => ({ where: { facets: [text] } })],
    ['a value in where.facets', (text: string) => ({ where: { facets: [`country:${text}`] } })],
    ['where.notFacets', (text: string) => ({ where: { notFacets: [`category:${text}`] } })],
    ['where.category', (text: string) => ({ where: { category: text } })],
    ['where.country', (text: string) => ({ where: { country: [text] } })],
    ['where.currency', (text: string) => ({ where: { currency: text } })],
    ['where.price', (text: string) => ({ where: { currency: 'USD', price: { minimum: text } } })],
    ['where.companyId', (text: string) => ({ where: { companyId: text } })],
    [
      'where.minimumOrderQuantityAtMost.unit',
      (text: string) => ({ where: { minimumOrderQuantityAtMost: { amount: '1', unit: text } } }),
    ],
    [
      'where.minimumOrderQuantityAtMost.amount',
      (text: string) => ({ where: { minimumOrderQuantityAtMost: { amount: text, unit: 'KGM' } } }),
    ],
  ])('%s takes anything as a text, or refuses it by name', async (_, variablesOf) => {
    for (const text of NASTY) {
      const variables = { first: 5, ...variablesOf(text) };
      expect(breach(await world.ask(SEARCH, variables), variables)).toBeNull();
    }
  });

  it('of the other roots does too', async () => {
    const ROOTS = `query ($text: String!, $id: ID!) { suggest(prefix: $text, first: 5) { text } categories(parent: $text) { code } category(code: $text) { code }
      product(id: $id) { id } company(slug: $text) { id } node(id: $id) { id } nodes(ids: [$id]) { id } }`;
    for (const text of NASTY) {
      const asked = { text, id: text };
      const answer = await world.ask(ROOTS, asked);
      expect(breach(answer, asked)).toBeNull();
      expect(answer.data).toMatchObject({ product: null, company: null, node: null, nodes: [null], category: null });
    }
  });

  it('never widens what is found', async () => {
    for (const text of NASTY.filter((one) => one.trim() !== '')) {
      for (const where of [
        { country: [text] },
        { category: text },
        { companyId: text },
        { facets: [`region:${text}`] },
      ]) {
        const { data } = await world.ask(SEARCH, { first: 1, where });
        expect([where, data!.searchProducts?.totalCount.value ?? 0]).toEqual([where, 0]);
      }
    }
  });

  it('that is empty filters as an empty one, or is refused', async () => {
    for (const where of [
      { country: [''] },
      { companyId: '' },
      { category: '' },
      { currency: '' },
      { facets: [''] },
      { notFacets: [''] },
    ]) {
      const { data, errors } = await world.ask(SEARCH, { first: 1, where });
      expect(data!.searchProducts?.totalCount.value ?? 0).toBe(0);
      if (errors) expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });
});

it('long texts are refused with the bound', async () => {
  for (const asked of [{ query: 'v'.repeat(10_000) }, { query: '阀'.repeat(10_000) }, { query: 'a '.repeat(5_000) }]) {
    const { errors, status } = await world.ask(SEARCH, { ...asked, first: 1 });
    expect(status).toBe(200);
    expect(errors).toMatchObject([
      { message: expect.stringContaining('500 characters'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  }
  for (const where of [
    { facets: Array.from({ length: 51 }, () => 'country:TR') },
    { country: Array.from({ length: 51 }, () => 'TR') },
  ]) {
    const { errors } = await world.ask(SEARCH, { where, first: 1 });
    expect(errors).toMatchObject([
      { message: expect.stringContaining('at most 50'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  }
});

it('inputs that the schema does not know are refused, whatever they are called', async () => {
  for (const where of [
    '{"__proto__":{"status":"DRAFT"}}',
    '{"status":"DRAFT"}',
    '{"$where":"1"}',
    '{"constructor":{}}',
    '{"companyId":{"$ne":null}}',
    '{"country":{"$regex":".*"}}',
    '{"price":{"$gt":"0"}}',
  ]) {
    const { errors, data } = await world.ask(SEARCH, { first: 1, where: JSON.parse(where) });
    expect([where, data]).toEqual([where, null]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});

it('values nested out of all measure are refused', async () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ]) {
    const deep = `${open!.repeat(20_000)}1${close!.repeat(20_000)}`;
    const response = await fetch(`${world.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":"query ($d: Decimal, $q: String) { searchProducts(first: 1, query: $q, where: { currency: \\"USD\\", price: { minimum: $d } }) { totalCount { value } } }","variables":{"d":${deep},"unknown":${deep}}}`,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  }
});

it('cursors of which any byte was changed are refused', async () => {
  const { data } = await world.ask(SEARCH, { first: 2, query: 'vana' });
  const { cursor } = data!.searchProducts.edges[0];
  const random = new Random(7, 1);
  for (let n = 0; n < 150; n++) {
    const bytes = Buffer.from(cursor, 'base64url');
    bytes[random.below(bytes.length)] = random.below(256);
    const after = bytes.toString('base64url');
    if (after === cursor) continue;
    const { errors } = await world.ask(SEARCH, { first: 2, query: 'vana', after });
    expect([after, errors?.[0]?.extensions.code]).toEqual([after, 'BAD_USER_INPUT']);
  }
});

it('cursors that somebody sealed for himself cannot carry a filter to the engine', async () => {
  const digest = searchDigest(['products', '', null, 'NEWEST', null])();
  const page = (position: unknown) =>
    world.ask(SEARCH, { first: 100, orderBy: 'NEWEST', after: writeCursor(position as Position, digest) });
  const own = await page({ by: 'key', value: Date.now(), seq: 1 });
  expect(own.data!.searchProducts.edges).toHaveLength(100);
  for (const position of [
    { by: 'key', value: '0 OR seq > 0', seq: 1 },
    { by: 'key', value: 0, seq: '1 OR seq > 0' },
    { by: 'key', value: null, seq: null },
    { by: 'key', value: 1e99, seq: 1 },
    { by: 'offset', offset: 1, id: 'f'.repeat(24) },
    { by: 'offset', offset: -5, id: 'x' },
  ]) {
    const { errors, data } = await page(position);
    expect([position, data]).toEqual([position, { searchProducts: null }]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});

it('hundreds of random variables are answered or refused, and nothing else', async () => {
  const random = new Random(20_261_123, 1);
  const pick = <T>(values: readonly T[]): T => values[random.below(values.length)]!;
  const nasty = (): unknown =>
    pick<unknown>([
      pick(NASTY),
      pick(NASTY) + pick(NASTY),
      random.below(2 ** 31),
      -random.below(9),
      null,
      true,
      [],
      {},
      [pick(NASTY)],
      1e308,
    ]);
  const ask = async (): Promise<object | null> => {
    const variables = {
      query: nasty(),
      first: pick<unknown>([1, 3, 100, nasty()]),
      orderBy: pick<unknown>(['NAME', 'PRICE_ASCENDING', 'RELEVANCE', 'NEWEST', null, nasty()]),
      after: pick<unknown>([null, null, nasty(), products[0]!.id]),
      where: pick<unknown>([
        null,
        nasty(),
        { currency: 'USD', price: { minimum: nasty(), maximum: nasty() } },
        { facets: [nasty(), 'country:TR'] },
        { category: nasty(), country: nasty() },
        { verified: nasty() },
      ]),
    };
    return breach(await world.ask(SEARCH, variables), variables);
  };
  for (let n = 0; n < 600; n += 20) {
    const breaches = await Promise.all(Array.from({ length: 20 }, ask));
    expect(breaches.filter(Boolean)).toEqual([]);
  }
});

it('mutilated documents are refused in words that name nothing of the schema', async () => {
  const random = new Random(20_261_123, 2);
  for (let n = 0; n < 250; n++) {
    const at = random.below(SEARCH.length);
    const query = SEARCH.slice(0, at) + SPLINTERS[random.below(SPLINTERS.length)]! + SEARCH.slice(at + random.below(6));
    const answer = await world.ask(query, { first: 1 });
    expect(breach(answer, query)).toBeNull();
    expect(JSON.stringify(answer.errors ?? [])).not.toMatch(/did you mean/i);
  }
});

it('nothing of all this was unexpected', () => {
  expect(world.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
