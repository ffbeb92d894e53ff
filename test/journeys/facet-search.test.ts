import { startWorld, type World } from '../kit/world.ts';

const SEARCH = `query Facets($where: ProductWhere, $matching: String, $first: Int, $locale: Locale) {
  searchProducts(first: 1, where: $where, locale: $locale) { totalCount { value }
    facets(keys: [REGION]) { key values(matching: $matching, first: $first) { value label count selected input } } } }`;
interface Value {
  value: string;
  label: string;
  count: number;
  selected: boolean;
  input: string;
}

let world: World;
beforeAll(async () => {
  world = await startWorld({ companies: 60, products: 300 });
}, 120_000);
afterAll(() => world?.stop());

const regions = async (variables: Record<string, unknown> = {}) => {
  const { data, errors } = await world.ask(SEARCH, { first: 100, locale: 'TR', ...variables });
  expect(errors).toBeUndefined();
  const { totalCount, facets } = data.searchProducts;
  return { total: totalCount.value as number, values: facets[0].values as Value[] };
};

it('a buyer finds a value inside a long facet, written as they like, and what it stands for', async () => {
  const { values: all } = await regions();
  const istanbul = all.find(({ value }) => value === 'TR-34')!;
  expect(istanbul.label).toBe('İstanbul');
  expect(all.length).toBeGreaterThan(5);
  for (const matching of ['istanbul', 'ISTANBUL', 'İST', 'ıstanbul', 'tr-34', '伊斯坦布尔'])
    for (const locale of ['TR', 'EN', 'ZH'])
      expect((await regions({ matching, locale })).values.map(({ value }) => value)).toEqual(['TR-34']);
  const { values, total } = await regions({ matching: 'istanbul', where: { facets: [istanbul.input] } });
  expect(values).toEqual([{ ...istanbul, selected: true }]);
  expect(total).toBe(istanbul.count);
});

it('what is selected stays, whatever is looked for; no more come than are asked for', async () => {
  const { values } = await regions({ matching: 'qqqq', where: { facets: ['region:TR-34'] } });
  expect(values.map(({ value, selected }) => [value, selected])).toEqual([['TR-34', true]]);
  const { values: all } = await regions();
  const { values: three } = await regions({ first: 3 });
  const most = all.map(({ count }) => count).toSorted((a, b) => b - a);
  expect(three.map(({ count }) => count).toSorted((a, b) => b - a)).toEqual(most.slice(0, 3));
});

it('texts that are too long and numbers that are none are refused', async () => {
  for (const [variables, message] of [
    [{ matching: 'x'.repeat(101), first: 10 }, '100'],
    [{ first: 0 }, '1 to 100'],
    [{ first: 101 }, '1 to 100'],
  ] as const) {
    const { errors } = await world.ask(SEARCH, variables);
    expect(errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  }
});

it.each([
  ['a country', { country: ['tr'] }, { country: ['TR'] }],
  ['a currency', { currency: 'usd' }, { currency: 'USD' }],
  ['a price in it', { currency: 'usd', price: { minimum: '10' } }, { currency: 'USD', price: { minimum: '10' } }],
  ['tokens', { facets: ['country:cn', 'verified:TRUE'] }, { facets: ['country:CN', 'verified:true'] }],
  ['tokens that exclude', { notFacets: ['region:tr-34'] }, { notFacets: ['region:TR-34'] }],
])('%s in small letters finds what it finds in capitals', async (_, where, same) => {
  const [small, capital] = [await regions({ where }), await regions({ where: same })];
  expect(small).toEqual(capital);
  expect(small.total).toBeGreaterThan(0);
  expect(small.total).toBeLessThan(300);
});
