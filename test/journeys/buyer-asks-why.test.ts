import { randomUUID } from 'node:crypto';
import { plant } from '../kit/planting.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(120_000);
const [COMPANIES, PRODUCTS] = [40, 500];
/** Stands in where suppliers are: many goods have it, and more than are ranked one by one. */
const [PLACE, WORDS] = ['Türkiye', 'copper quench lance'];
const EXPLAINED = `edges { cursor sponsored matchedLocale highlights { field }
    explanation { stage score share neighbours matchedLocale verifiedUntil publishedAt sponsored
      parts { word rarity contribution fields } } node { id SHOWN } }
  pageInfo { hasNextPage endCursor }`;
const QUERIES = {
  searchProducts: `query NAME($query: String, $where: ProductWhere, $first: Int!, $after: String, $orderBy: ProductOrder) {
    found: searchProducts(query: $query, where: $where, first: $first, after: $after, orderBy: $orderBy, locale: EN) {
      totalCount { value relation } facets(keys: [COUNTRY, VERIFIED]) { key values { value count input } }
      ${EXPLAINED.replace('SHOWN', 'publishedAt company { country }')} } }`,
  searchCompanies: `query NAME($query: String, $where: CompanyWhere, $first: Int!, $after: String, $orderBy: CompanyOrder) {
    found: searchCompanies(query: $query, where: $where, first: $first, after: $after, orderBy: $orderBy, locale: EN) {
      totalCount { value relation } facets(keys: [COUNTRY, VERIFIED]) { key values { value count input } }
      ${EXPLAINED.replace('SHOWN', 'country')} } }`,
};
type Root = keyof typeof QUERIES;
interface Explanation {
  stage: string;
  score: number | null;
  share: number | null;
  neighbours: number | null;
  matchedLocale: string | null;
  verifiedUntil: string | null;
  publishedAt: string | null;
  sponsored: boolean;
  parts: { word: string; rarity: number | null; contribution: number | null; fields: string[] }[];
}
interface Edge {
  sponsored: boolean;
  matchedLocale: string | null;
  explanation: Explanation | null;
  node: { id: string; country?: string; company?: { country: string }; publishedAt?: string };
}

let world: World;
let ids: string[];
beforeAll(async () => {
  world = await startWorld({ companies: COMPANIES, products: PRODUCTS });
  const goods = Array.from({ length: 3 }, () => ({ name: { en: `${WORDS} 2 m` } }));
  ids = await plant(world, [...goods, { name: { en: 'Lance of copper' }, description: { en: 'for a quench' } }]);
});
afterAll(() => world?.stop());

async function page(root: Root, variables: Record<string, unknown>) {
  const name = `Anew${Math.random().toString(36).slice(2)}`;
  const { data, errors } = await world.ask(QUERIES[root].replace('NAME', name), { first: 100, ...variables });
  expect(errors).toBeUndefined();
  return data.found;
}

/** All edges of a search to its end, with what each page says of the whole. */
async function walk(root: Root, variables: Record<string, unknown>, first: number) {
  const [edges, wholes]: [Edge[], unknown[]] = [[], []];
  for (let after: string | null = null; ;) {
    const { edges: more, pageInfo, totalCount, facets } = await page(root, { ...variables, first, after });
    edges.push(...more);
    wholes.push({ totalCount, facets });
    if (!pageInfo.hasNextPage) return { edges, wholes };
    after = pageInfo.endCursor;
  }
}
const idsOf = (edges: readonly Edge[]) => edges.map(({ node }) => node.id);

it.each([
  ['searchProducts', { query: PLACE }],
  ['searchProducts', { query: PLACE, where: { facets: ['country:TR', 'verified:true'] } }],
  ['searchProducts', { query: 'steel', where: { notFacets: ['country:TR'] } }],
  ['searchProducts', { query: 'steel', where: { price: { minimum: '1' }, currency: 'USD' } }],
  ['searchCompanies', { query: PLACE }],
  ['searchCompanies', { query: PLACE, where: { verified: true } }],
] as const)('a set is counted alike whether it is ranked or sorted: %s %j', async (root, variables) => {
  const [ranked, sorted] = [await page(root, variables), await page(root, { ...variables, orderBy: 'NAME' })];
  expect(ranked.edges[0].explanation.stage).toBe('RANKED');
  expect(ranked.totalCount.value).toBeGreaterThan(0);
  expect([ranked.totalCount, ranked.facets]).toEqual([sorted.totalCount, sorted.facets]);
});

it('a hit says how its score is made, what matched where, and how fresh and verified it is', async () => {
  const { edges } = await page('searchProducts', { query: WORDS });
  expect(idsOf(edges).slice(0, 4).toSorted()).toEqual(ids.toSorted());
  for (const { explanation, matchedLocale, node } of edges as Edge[]) {
    const { stage, score, share, neighbours, parts, ...rest } = explanation!;
    expect([stage, rest.sponsored]).toEqual(['RANKED', false]);
    const sum = parts.reduce((all, { contribution }) => all + contribution!, 0);
    expect((sum + neighbours!) * share!).toBeCloseTo(score!, 3);
    expect(rest.matchedLocale).toBe(matchedLocale);
    expect(rest.publishedAt).toBe(node.publishedAt);
    if (rest.verifiedUntil) expect(Date.parse(rest.verifiedUntil)).toBeGreaterThan(Date.now());
  }
  const mine = edges.filter(({ node }: Edge) => ids.includes(node.id)) as Edge[];
  expect(mine.map(({ matchedLocale }) => matchedLocale)).toEqual(['EN', 'EN', 'EN', 'EN']);
  const last = mine.find(({ node }) => node.id === ids[3])!.explanation!;
  expect(mine[3]!.node.id).toBe(ids[3]);
  expect(last.share).toBe(1);
  expect(last.parts.map(({ word, fields }) => [word, fields])).toEqual([
    ['copper', ['name']],
    ['quench', ['description']],
    ['lance', ['name']],
  ]);
  for (const { rarity, contribution } of last.parts) expect(contribution).toBeLessThanOrEqual(rarity!);
});

describe.each(['searchProducts', 'searchCompanies'] as const)('%s', (root) => {
  it('speaks of one set whatever the page: no double, no hole, the same total and facets, which count it', async () => {
    const { edges, wholes } = await walk(root, { query: PLACE }, 90);
    if (root === 'searchProducts') expect(edges.length).toBeGreaterThan(200);
    expect(new Set(idsOf(edges)).size).toBe(edges.length);
    const { totalCount, facets } = wholes[0] as {
      totalCount: object;
      facets: { key: string; values: { value: string; count: number }[] }[];
    };
    expect(totalCount).toEqual({ value: edges.length, relation: 'EXACT' });
    for (const whole of wholes) expect(whole).toEqual({ totalCount, facets });
    for (const first of [1, 7]) {
      const { totalCount: total, facets: counted, edges: few } = await page(root, { query: PLACE, first });
      expect({ totalCount: total, facets: counted }).toEqual({ totalCount, facets });
      expect(idsOf(few)).toEqual(idsOf(edges).slice(0, first));
    }
    const countries = new Map<string, number>();
    for (const { node } of edges) {
      const code = node.country ?? node.company!.country;
      countries.set(code, (countries.get(code) ?? 0) + 1);
    }
    const country = facets.find(({ key }) => key === 'country')!;
    expect(Object.fromEntries(country.values.map(({ value, count }) => [value, count]))).toEqual(
      Object.fromEntries(countries),
    );
    const verified = facets.find(({ key }) => key === 'verified')!.values.find(({ value }) => value === 'true');
    expect(edges.filter(({ explanation }) => explanation!.verifiedUntil).length).toBe(verified?.count ?? 0);
  });

  it('finds the same in every order, and in pages of any size', async () => {
    const { edges } = await walk(root, { query: PLACE }, 100);
    for (const orderBy of ['NEWEST', 'NAME']) {
      const { edges: sorted, wholes } = await walk(root, { query: PLACE, orderBy }, 70);
      expect(idsOf(sorted).toSorted()).toEqual(idsOf(edges).toSorted());
      expect(wholes[0]).toMatchObject({ totalCount: { value: edges.length } });
    }
    expect(idsOf((await walk(root, { query: PLACE }, 33)).edges)).toEqual(idsOf(edges));
  });

  it('narrows that set alone', async () => {
    const where = { verified: true };
    const { edges } = await walk(root, { query: PLACE }, 100);
    const { edges: narrowed, wholes } = await walk(root, { query: PLACE, where }, 100);
    const expected = edges.filter(({ explanation }) => explanation!.verifiedUntil);
    expect(idsOf(narrowed).toSorted()).toEqual(idsOf(expected).toSorted());
    expect(wholes[0]).toMatchObject({ totalCount: { value: expected.length, relation: 'EXACT' } });
  });
});

it('a company says how it came to stand where it stands', async () => {
  const { edges } = await page('searchCompanies', { query: PLACE, first: 5 });
  for (const { explanation, sponsored } of edges as Edge[]) {
    const { parts, neighbours, share, score } = explanation!;
    expect([explanation!.stage, explanation!.publishedAt, sponsored]).toEqual(['RANKED', null, false]);
    expect((parts[0]!.contribution! + neighbours!) * share!).toBeCloseTo(score!, 3);
  }
});

it('without words there is nothing to explain', async () => {
  const { edges } = await page('searchProducts', { first: 1 });
  expect(edges).toMatchObject([{ explanation: null, matchedLocale: null, sponsored: false, highlights: [] }]);
});

it('sponsored hits that match stand first, two at most, are marked, and stand where they stood when it ends', async () => {
  const administrator = { authorization: `Bearer ${await world.sessions.token(['ADMINISTRATOR'], 'd'.repeat(24))}` };
  const act = async (mutation: string, more: object) => {
    const input = { idempotencyKey: randomUUID(), ...more };
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ... on Sponsorship { id } } }`;
    return (await world.ask(query, { input }, administrator)).data[mutation].id as string;
  };
  const before = (await walk('searchProducts', { query: PLACE }, 100)).edges;
  const chosen = idsOf(before.slice(-3));
  const end = new Date(Date.now() + 86_400_000).toISOString();
  const ended: string[] = [];
  for (const productId of chosen)
    ended.push(await act('sponsorProduct', { productId, until: end, reason: 'CONTRACT' }));
  const marked = async (orderBy = 'RELEVANCE') =>
    (await walk('searchProducts', { query: PLACE, orderBy }, 60)).edges.map(({ sponsored }) => sponsored);
  await until(async () => (await marked()).filter(Boolean).length === 2);
  const { edges } = await walk('searchProducts', { query: PLACE }, 60);
  expect(idsOf(edges).toSorted()).toEqual(idsOf(before).toSorted());
  expect(chosen).toEqual(expect.arrayContaining(idsOf(edges.slice(0, 2))));
  expect(edges.map(({ sponsored }) => sponsored)).toEqual(edges.map((_, index) => index < 2));
  for (const [index, { explanation }] of edges.entries()) {
    expect(explanation!.sponsored).toBe(index < 2);
    if (index < 2) expect(explanation!.stage).toBe('SPONSORED');
  }
  expect(await marked('NEWEST')).not.toContain(true);
  for (const id of ended) await act('endSponsorship', { id, reason: 'CANCELLED' });
  await until(async () => !(await marked()).includes(true));
  expect(idsOf((await walk('searchProducts', { query: PLACE }, 100)).edges)).toEqual(idsOf(before));
});

it('in an order of their own nothing is sponsored, also where few match', async () => {
  const administrator = { authorization: `Bearer ${await world.sessions.token(['ADMINISTRATOR'], 'd'.repeat(24))}` };
  const input = {
    productId: ids[2],
    until: new Date(Date.now() + 86_400_000).toISOString(),
    reason: 'CONTRACT',
    idempotencyKey: randomUUID(),
  };
  await world.ask(
    'mutation ($input: SponsorProductInput!) { sponsorProduct(input: $input) { __typename } }',
    { input },
    administrator,
  );
  const sponsoredIn = async (orderBy: string) =>
    idsOf((await page('searchProducts', { query: WORDS, orderBy })).edges.filter(({ sponsored }: Edge) => sponsored));
  await until(async () => (await sponsoredIn('RELEVANCE')).length > 0);
  expect(await sponsoredIn('RELEVANCE')).toEqual([ids[2]]);
  expect(await sponsoredIn('NEWEST')).toEqual([]);
});
