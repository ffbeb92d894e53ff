import { Kind, parse } from 'graphql';
import { costOf } from '../../gateway/operation/cost.ts';
import { LIMITS } from '../../gateway/operation/limits.ts';
import { Catalogue } from '../kit/catalogue.ts';
import { startWorld, until, type World } from '../kit/world.ts';

const COMPARE = `query Compare($ids: [ID!]!, $locale: Locale) { compareProducts(ids: $ids, locale: $locale) {
  products { id name company { name country verified } price { minimum currency } images { alt } category { name } }
  prices { comparability currencies prices { price { minimum maximum currency unitLabel } perBaseUnit { minimum maximum unit unitLabel }
    minimumOrder { minimum maximum currency } isLowest } }
  rows { property key label isSame values { text code original { amount unit unitLabel } normalised { amount unit unitLabel } } }
} }`;

let world: World;
let catalogue: Catalogue;
let ids: string[];
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 60 });
  catalogue = new Catalogue(world.servers.mongo.uri, world.keys.keyring);
  const { data } = await world.ask('{ searchProducts(first: 12) { edges { node { id } } } }');
  ids = data.searchProducts.edges.map(({ node }: { node: { id: string } }) => node.id);
}, 120_000);
afterAll(async () => {
  await catalogue?.close();
  await world?.stop();
});

const compare = async (compared: readonly string[], locale = 'EN') => {
  const { data, errors } = await world.ask(COMPARE, { ids: compared, locale });
  expect(errors).toBeUndefined();
  return data.compareProducts;
};
interface Row {
  property: string;
  key: string | null;
  label: string;
  isSame: boolean;
  values: { text: string; normalised: { amount: string; unit: string } | null }[];
}
const row = ({ rows }: { rows: Row[] }, name: string) => rows.find(({ property, key }) => (key ?? property) === name)!;

it('a buyer without an account holds three offers against each other, in a language of their own', async () => {
  const [one, two, three] = ids as [string, string, string];
  const priced = (amount: string, unit: string) => ({
    priceTiers: [],
    priceRange: { minimum: amount, maximum: amount },
    currency: 'USD',
    unit,
    minimumOrderQuantity: '500',
    minimumOrderUnit: 'KGM',
  });
  const width = (tr: string) => ({ attributes: [{ key: 'width', value: { tr } }] });
  await catalogue.change(one, { ...priced('1200.50', 'TNE'), ...width('1,5 m'), leadTimeDays: 30 });
  await catalogue.change(two, { ...priced('1.25', 'KGM'), ...width('150 cm'), leadTimeDays: 45 });
  await catalogue.change(three, { ...priced('0.60', 'LBR'), ...width('1500 mm') });
  const found = await compare([three, one, two], 'TR');
  expect(found.products.map(({ id }: { id: string }) => id)).toEqual([three, one, two]);
  expect(found.products[0].company.name).toEqual(expect.any(String));
  expect(row(found, 'width')).toMatchObject({ label: 'en', isSame: true });
  expect(row(found, 'width').values.map(({ text, normalised }) => [text, normalised!.amount])).toEqual([
    ['1500 mm', '1500'],
    ['1,5 m', '1500'],
    ['150 cm', '1500'],
  ]);
  expect(row(found, 'LEAD_TIME').values.map((value) => value?.text ?? null)).toEqual([
    expect.anything(),
    '30 gün',
    '45 gün',
  ]);
  expect(found.prices).toMatchObject({ comparability: 'COMPARABLE', currencies: ['USD'] });
  expect(found.prices.prices.map((price: never) => (price as { perBaseUnit: object }).perBaseUnit)).toMatchObject([
    { minimum: '1.322774', unit: 'KGM' },
    { minimum: '1.2005', unit: 'KGM', unitLabel: 'kilogram' },
    { minimum: '1.25', unit: 'KGM' },
  ]);
  expect(found.prices.prices.map(({ isLowest }: { isLowest: boolean }) => isLowest)).toEqual([false, true, false]);
  expect(found.prices.prices[1].minimumOrder).toEqual({ minimum: '600.25', maximum: '600.25', currency: 'USD' });
  await catalogue.change(two, { ...priced('1.25', 'KGM'), currency: 'EUR' });
  await until(async () => (await compare([one, two], 'ZH')).prices.comparability === 'CURRENCIES_DIFFER', 15_000);
});

it('what is hidden, withdrawn or absent is null, each alike, and nothing of it is in a row', async () => {
  const [, , , shown, gone] = ids as [string, string, string, string, string];
  const secret = 'zorblatt grey';
  await catalogue.change(gone, { attributes: [{ key: 'colour-of-secret', value: { en: secret } }] });
  await catalogue.setStatus(gone, 'WITHDRAWN');
  const absent = Buffer.from(`Product:${'0'.repeat(24)}`).toString('base64url');
  await until(async () => (await compare([gone])).products[0] === null, 15_000);
  const found = await compare([gone, shown, absent, 'nothing', '{"$ne":null}']);
  expect(found.products.map((product: object | null) => product !== null)).toEqual([false, true, false, false, false]);
  expect(JSON.stringify(found)).not.toMatch(/secret|zorblatt/);
  for (const { values } of found.rows)
    expect(values.filter((_: unknown, at: number) => at !== 1)).toEqual([null, null, null, null]);
});

it.each([
  ['none', () => []],
  ['nine', () => ids.slice(0, 9)],
  ['one twice', () => [ids[0]!, ids[1]!, ids[0]!]],
  ['nothing twice', () => ['nothing', 'nothing']],
])('refuses %s, and says how many it takes', async (_, given) => {
  const { data, errors } = await world.ask(COMPARE, { ids: given() });
  expect(data).toEqual({ compareProducts: null });
  expect(errors).toMatchObject([
    { message: expect.stringContaining('1 to 8'), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

it('eight products side by side, with all that can be asked of them here, cost 118 points of the 5,000 that an operation may', async () => {
  const eight = ids.slice(4, 12).filter((_, at) => at > 0);
  expect((await compare([ids[3]!, ...eight])).products).toHaveLength(8);
  const document = parse(COMPARE);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('Expected an operation.');
  const cost = costOf(operation, document)({ ids: ids.slice(0, 8) });
  expect(cost).toBe(118);
  expect(cost).toBeLessThan(LIMITS.cost / 10);
});
