import { Catalogue } from '../kit/catalogue.ts';
import { plant } from '../kit/planting.ts';
import { startWorld, until, type World } from '../kit/world.ts';

const NAME = { tr: 'Zımparalı kordon', zh: '喷砂软绳', en: 'Abrasive whipcord' };
interface Suggestion {
  text: string;
  kind: string;
  nodeId: string | null;
  categoryCode: string | null;
}

let world: World;
let catalogue: Catalogue;
let id: string;
let company: { id: string; name: string };
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 120 });
  catalogue = new Catalogue(world.servers.mongo.uri, world.keys.keyring);
  [id] = (await plant(world, [{ name: NAME }, { name: NAME }, { name: NAME }])) as [string];
  const query = 'query ($id: ID!) { node(id: $id) { ... on Product { company { id name } } } }';
  const { data } = await world.ask(query, { id }, { 'accept-language': 'en' });
  ({ company } = data.node);
});
afterAll(async () => {
  await catalogue?.close();
  await world?.stop();
});

async function suggested(prefix: string, locale: string, first = 20): Promise<Suggestion[]> {
  const { data, errors } = await world.ask(
    `query Anew${Math.random().toString(36).slice(2)}($prefix: String!, $first: Int!, $locale: Locale) {
      suggest(prefix: $prefix, first: $first, locale: $locale) { text kind nodeId categoryCode } }`,
    { prefix, first, locale },
  );
  expect(errors).toBeUndefined();
  return data.suggest;
}
const texts = async (prefix: string, locale: string) => (await suggested(prefix, locale)).map(({ text }) => text);

it.each([
  ['TR', 'zımpa'],
  ['TR', 'ZIMPARALI KOR'],
  ['TR', 'zimparali kor'],
  ['TR', 'zımparlı kord'],
  ['ZH', '喷砂'],
  ['ZH', '喷砂软'],
  ['ZH', '軟繩'],
  ['ZH', 'pensha'],
  ['ZH', 'pen sha'],
  ['EN', 'abra'],
  ['EN', 'whipc'],
  ['EN', 'abrasve whip'],
  ['EN', 'abrasive wihpcord'],
  ['EN', 'zımpa'],
])('in %s what is typed becomes the name of goods: %s', async (locale, prefix) => {
  expect(await texts(prefix, locale)).toContain(NAME[locale.toLowerCase() as keyof typeof NAME]);
});

it('goods of one name are suggested once', async () => {
  const found = (await suggested('abrasive whipcord', 'EN')).filter(({ text }) => text === NAME.en);
  expect(found).toHaveLength(1);
});

it.each([
  ['TR', 'vana', /vana/i],
  ['ZH', '阀', /阀/],
  ['EN', 'valv', /valve/i],
])(
  'in %s categories and goods are suggested, categories first, and no more than asked for: %s',
  async (locale, prefix, name) => {
    const found = await suggested(prefix, locale, 8);
    expect(found.length).toBeLessThanOrEqual(8);
    expect(found[0]).toMatchObject({ kind: 'CATEGORY', nodeId: null, categoryCode: expect.any(String) });
    expect(found[0]!.text).toMatch(name);
    expect(found.some(({ kind }) => kind === 'PRODUCT')).toBe(true);
  },
);

it('companies are suggested by their names', async () => {
  const found = await suggested(company.name, 'EN');
  expect(found).toContainEqual({ text: company.name, kind: 'COMPANY', nodeId: company.id, categoryCode: null });
});

it.each(['', '   ', '!!', 'qqxzqqxz'])('nothing is suggested for nothing: "%s"', async (prefix) => {
  expect(await suggested(prefix, 'EN')).toEqual([]);
});

it('what is withdrawn or hidden is suggested no more', async () => {
  const { nodeId } = (await suggested('abrasive whipcord', 'EN')).find(({ text }) => text === NAME.en)!;
  await catalogue.setStatus(nodeId!, 'WITHDRAWN');
  await until(async () => !(await suggested('abrasive whipcord', 'EN')).some((one) => one.nodeId === nodeId));
  expect(await texts('abrasive whipcord', 'EN')).toContain(NAME.en);
  await catalogue.setCompanyStatus(company.id, 'SUSPENDED');
  const named = async () => (await suggested(company.name, 'EN')).some((one) => one.nodeId === company.id);
  await until(async () => !(await named()));
  await catalogue.setCompanyStatus(company.id, 'ACTIVE');
  await until(named);
});
