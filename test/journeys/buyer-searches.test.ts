import { unit } from '../../kit/reference/units/unit.ts';
import { Catalogue } from '../kit/catalogue.ts';
import { countAnew, pageThrough, type Listed, type Listing } from '../kit/page-through.ts';
import { startWorld, until, type World } from '../kit/world.ts';

const PRODUCTS = 1_600;
const SEARCH = `query Search($query: String, $where: ProductWhere, $orderBy: ProductOrder, $first: Int! = 20, $after: String, $locale: Locale) {
  searchProducts(query: $query, where: $where, orderBy: $orderBy, first: $first, after: $after, locale: $locale) {
    totalCount { value relation }
    facets(keys: [CATEGORY, COUNTRY, REGION, VERIFIED, CURRENCY]) { key label values { value label count selected input } }
    freshness { generation asOf }
    edges { cursor node { id name nameLocale company { country verified } } highlights { field html } }
  }
}`;
interface FacetValue {
  value: string;
  label: string;
  count: number;
  selected: boolean;
  input: string;
}

let world: World;
let catalogue: Catalogue;
let everything: Listed[];
beforeAll(async () => {
  world = await startWorld({ companies: 110, products: PRODUCTS });
  catalogue = new Catalogue(world.servers.mongo.uri, world.keys.keyring);
  everything = (await pageThrough(world, {})).all;
}, 120_000);
afterAll(async () => {
  await catalogue.close();
  await world.stop();
});

async function search(variables: Record<string, unknown>) {
  const { data, errors } = await world.ask(SEARCH, variables);
  expect(errors).toBeUndefined();
  return data!.searchProducts;
}
const total = async (variables: Record<string, unknown>): Promise<number> => (await search(variables)).totalCount.value;
const facet = (found: { facets: { key: string; values: FacetValue[] }[] }, key: string): FacetValue[] =>
  found.facets.find((one) => one.key === key)!.values;
const ids = (listed: readonly Listed[]): string[] => listed.map(({ id }) => id);

describe('words', () => {
  it.each([
    ['TR', 'küresel vana', /vana/i],
    ['ZH', '球阀', /球阀/],
    ['EN', 'ball valve', /valve/i],
  ])('in %s find products and name them in that language', async (locale, query, name) => {
    const { edges, totalCount, freshness } = await search({ query, locale });
    expect(totalCount).toEqual({ value: expect.any(Number), relation: 'EXACT' });
    expect(edges[0].node).toMatchObject({ name: expect.stringMatching(name), nameLocale: locale });
    expect(Date.now() - Date.parse(freshness.asOf)).toBeLessThan(15_000);
  });

  it('of one language find what is written in another, through its translation', async () => {
    const { edges } = await search({ query: '球阀', locale: 'EN', first: 100 });
    const english = edges.filter(({ node }: { node: { nameLocale: string } }) => node.nameLocale === 'EN');
    expect(english.length).toBeGreaterThan(0);
    for (const { node } of english) expect(node.name).toMatch(/ball valve/i);
  });

  it.each([
    ['EN', 'stainles steel', /stainless/i],
    ['TR', 'kuresel vana', /küresel/i],
    ['TR', 'KÜRESEL VANA', /küresel/i],
  ])('in %s are found despite how they are typed: %s', async (locale, query, name) => {
    expect((await search({ query, locale })).edges[0].node.name).toMatch(name);
  });

  it('that no product has find nothing, or fewer of them what comes nearest, and say so', async () => {
    expect(await total({ query: 'qqxzqqxz' })).toBe(0);
    const { totalCount } = await search({ query: 'qqxzqqxz stainless ball valve' });
    expect(totalCount.relation).toBe('ESTIMATED');
  });

  it('are marked in what was found, and what suppliers wrote is text, never HTML', async () => {
    const [victim] = everything;
    await catalogue.change(victim!.id, { name: { en: `Zorblatt <img src=x onerror="alert('1')"> & <em>valve</em>` } });
    let first = 0;
    const found = async () => (await search({ query: 'Zorblatt', locale: 'EN', first: ++first })).edges[0];
    await until(async () => (await found())?.node.name.startsWith('Zorblatt'));
    expect((await found()).highlights).toContainEqual({
      field: 'name',
      html: '<em>Zorblatt</em> &lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; &lt;em&gt;valve&lt;/em&gt;',
    });
  });
});

describe('facets', () => {
  it.each([
    ['of everything', {}],
    ['of a query', { query: 'vana' }],
    ['beside a selection in the same facet', { where: { facets: ['country:TR'] } }],
    ['beside selections in others', { where: { facets: ['country:CN', 'verified:true', 'category:10'] } }],
  ])(
    'count %s what their tokens would find',
    async (_, variables: { query?: string; where?: { facets: string[] } }) => {
      const found = await search(variables);
      for (const key of ['category', 'country', 'region', 'verified', 'currency']) {
        const others = (variables.where?.facets ?? []).filter((token) => !token.startsWith(`${key}:`));
        for (const { count, input } of facet(found, key).slice(0, 4))
          expect([input, await total({ ...variables, where: { facets: [...others, input] } })]).toEqual([input, count]);
      }
    },
  );

  it('keep the counts of what is not selected, and say what is', async () => {
    const before = facet(await search({}), 'country');
    const after = facet(await search({ where: { facets: ['country:TR'] } }), 'country');
    expect(after).toEqual(before.map((value) => ({ ...value, selected: value.value === 'TR' })));
  });

  it('exclude by the same tokens', async () => {
    const found = await search({});
    for (const { input, count } of [
      ...facet(found, 'country').slice(0, 3),
      ...facet(found, 'verified'),
      ...facet(found, 'currency'),
    ])
      expect(await total({ where: { notFacets: [input] } })).toBe(PRODUCTS - count);
  });

  it('hold any of one key, all of the keys', async () => {
    const expected = everything.filter(
      ({ company, price }) => ['TR', 'CN'].includes(company.country) && price?.currency === 'USD',
    );
    expect(await total({ where: { facets: ['country:TR', 'country:CN', 'currency:USD'] } })).toBe(expected.length);
  });

  it('take typed filters as selections', async () => {
    const typed = await search({ where: { category: '10', country: ['TR'], verified: true, currency: 'USD' } });
    const tokens = await search({ where: { facets: ['category:10', 'country:TR', 'verified:true', 'currency:USD'] } });
    expect(typed.totalCount).toEqual(tokens.totalCount);
    expect(typed.facets).toEqual(tokens.facets);
    for (const [key, value] of [
      ['category', '10'],
      ['country', 'TR'],
      ['verified', 'true'],
      ['currency', 'USD'],
    ] as const)
      expect(facet(typed, key).filter(({ selected }) => selected)).toEqual([expect.objectContaining({ value })]);
  });

  it.each(['TR', 'ZH', 'EN'])('are named in %s and ordered as its words are', async (locale) => {
    const found = await search({ locale });
    const collator = new Intl.Collator(locale.toLowerCase());
    for (const key of ['category', 'country', 'region', 'currency']) {
      const labels = facet(found, key).map(({ label }) => label);
      expect(labels).toEqual(labels.toSorted(collator.compare));
    }
    const turkey = { TR: 'Türkiye', ZH: '土耳其', EN: /^T(ü|u)rk/ }[locale]!;
    expect(facet(found, 'country').find(({ value }) => value === 'TR')!.label).toMatch(turkey);
  });

  it('of companies count companies', async () => {
    const COMPANIES = `query Companies($where: CompanyWhere) { searchCompanies(where: $where, first: 1, locale: EN) {
      totalCount { value } facets { key values { value count input } } edges { node { country verified } } } }`;
    const { data } = await world.ask(COMPANIES);
    for (const { values } of data!.searchCompanies.facets) {
      for (const { count, input } of values.slice(0, 3)) {
        const narrowed = await world.ask(COMPANIES, { where: { facets: [input] } });
        expect(narrowed.data!.searchCompanies.totalCount.value).toBe(count);
      }
    }
  });
});

describe('typed filters', () => {
  it('compare prices within a currency, any tier in the range', async () => {
    const price = { minimum: '10', maximum: '200.50' };
    const expected = everything.filter(
      (one) => one.price?.currency === 'USD' && Number(one.price.maximum) >= 10 && Number(one.price.minimum) <= 200.5,
    );
    const { all } = await pageThrough(world, { where: { currency: 'USD', price } });
    expect(ids(all).toSorted()).toEqual(ids(expected).toSorted());
  });

  it('and orders by price are refused without a currency', async () => {
    const byPrice = await world.ask(SEARCH, { orderBy: 'PRICE_ASCENDING' });
    const refused = await world.ask(SEARCH, { where: { price: { minimum: '1' } } });
    for (const { errors } of [byPrice, refused])
      expect(errors).toMatchObject([
        { message: expect.stringContaining('currency'), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
  });

  it('compare minimum orders in the base unit', async () => {
    const inKilograms = everything.filter(({ minimumOrderQuantity: least }) => {
      const known = least && unit(least.unit);
      return (
        known?.baseUnit === unit('KGM')!.baseUnit && Number(least!.amount) * known.factor <= 500 * unit('KGM')!.factor
      );
    });
    expect(inKilograms.length).toBeGreaterThan(0);
    expect(await total({ where: { minimumOrderQuantityAtMost: { amount: '500', unit: 'KGM' } } })).toBe(
      inKilograms.length,
    );
    expect(await total({ where: { minimumOrderQuantityAtMost: { amount: '0.5', unit: 'TNE' } } })).toBe(
      inKilograms.length,
    );
  });

  it('tell verified suppliers from others', async () => {
    const [yes, no] = [await total({ where: { verified: true } }), await total({ where: { verified: false } })];
    expect([yes, no]).toEqual([
      everything.filter(({ company }) => company.verified).length,
      everything.filter(({ company }) => !company.verified).length,
    ]);
  });

  it('find all goods of a category and of those below it', async () => {
    for (const code of ['10', '10.20'])
      expect(await total({ where: { category: code } })).toBe(
        everything.filter(({ category }) => `${category.code}.`.startsWith(`${code}.`)).length,
      );
  });
});

describe('orders', () => {
  it.each(['TR', 'ZH', 'EN'] as const)('by name are those of the alphabet in %s', async (locale) => {
    const { all } = await pageThrough(world, { orderBy: 'NAME', locale, where: { category: '10' } });
    const names = all.map(({ name }) => name);
    const beginnings = names.map((name) => [...name].slice(0, locale === 'ZH' ? 24 : 48).join(''));
    expect(names.length).toBeGreaterThan(30);
    expect(beginnings).toEqual(beginnings.toSorted(new Intl.Collator(locale.toLowerCase()).compare));
  });

  it('by price and by date hold over all pages', async () => {
    const where = { currency: 'USD' };
    const up = (await pageThrough(world, { orderBy: 'PRICE_ASCENDING', where }, 30)).all.map(({ price }) =>
      Number(price!.minimum),
    );
    expect(up).toEqual(up.toSorted((a, b) => a - b));
    const down = (await pageThrough(world, { orderBy: 'PRICE_DESCENDING', where }, 30)).all.map(({ price }) =>
      Number(price!.maximum),
    );
    expect(down).toEqual(down.toSorted((a, b) => b - a));
    const dates = (await pageThrough(world, { orderBy: 'NEWEST', where }, 30)).all.map(
      ({ publishedAt }) => publishedAt,
    );
    expect(dates).toEqual(dates.toSorted().toReversed());
  });
});

describe('pages', () => {
  it.each([
    ['everything, deeper than the engine looks by itself', {}],
    ['everything by name', { orderBy: 'NAME', locale: 'TR' as const }],
    ['everything by date', { orderBy: 'NEWEST' }],
    ['a category', { where: { category: '10' } }],
    ['a query', { query: 'vana' }],
    ['a query that finds most', { query: 'a' }],
  ])('of %s end with no double and no hole', async (_, listing) => {
    const { all, total: value } = await pageThrough(world, listing, 90);
    expect(new Set(ids(all)).size).toBe(all.length);
    expect(all).toHaveLength(value);
    if (!('query' in listing) && !('where' in listing)) expect(ids(all).toSorted()).toEqual(ids(everything).toSorted());
  });

  it.each([
    ['by completeness', { where: { category: '10' } }],
    ['by name', { where: { category: '10' }, orderBy: 'NAME', locale: 'EN' as const }],
    ['of a query', { query: 'vana' }],
  ])('%s have no double and no hole when products go between them', async (_, listing: Listing) => {
    const { all: before } = await pageThrough(world, listing, 10);
    const gone = ids(before).slice(2, 5);
    const { all: after } = await pageThrough(world, listing, 10, async (page) => {
      if (page !== 1) return;
      for (const id of gone) await catalogue.setStatus(id, 'WITHDRAWN');
      await until(async () => (await countAnew(world, listing)) === before.length - gone.length);
    });
    expect(ids(after)).toEqual(ids(before));
    for (const id of gone) await catalogue.setStatus(id, 'PUBLISHED');
    await until(async () => (await countAnew(world, listing)) === before.length);
  });

  it('begin after cursors of the same search only', async () => {
    const { edges } = await search({ query: 'vana', first: 3 });
    const { cursor } = edges[1];
    const { edges: next } = await search({ query: 'vana', first: 1, after: cursor });
    expect(next[0].node.id).toBe(edges[2].node.id);
    const forged = `${cursor.slice(0, 20)}${cursor[20] === 'A' ? 'B' : 'A'}${cursor.slice(21)}`;
    for (const [variables, after] of [
      [{ query: 'valve' }, cursor],
      [{ query: 'vana', orderBy: 'NEWEST' }, cursor],
      [{ query: 'vana', where: { country: ['TR'] } }, cursor],
      [{ query: 'vana' }, forged],
      [{ query: 'vana' }, `${cursor}A`],
      [{ query: 'vana' }, 'x'],
      [{ query: 'vana' }, 'A'.repeat(2_000)],
    ] as const) {
      const { errors, data } = await world.ask(SEARCH, { ...variables, after });
      expect(errors).toMatchObject([{ path: ['searchProducts'], extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(data).toEqual({ searchProducts: null });
    }
  });
});
