import { startWorld, type World } from '../kit/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ companies: 5, products: 75 });
}, 120_000);
afterAll(() => world.stop());

const NAMES = { tr: /Vana/, 'zh-Hans': /阀/, en: /Valve/ };

it.each([
  ['no header', undefined, undefined, 'en'],
  ['Turkish', 'tr-TR,tr;q=0.9,en;q=0.8', undefined, 'tr'],
  ['Chinese of Taiwan before English', 'zh-TW,en;q=0.5', undefined, 'zh-Hans'],
  ['weights out of order', 'en;q=0.1, tr;q=0.9', undefined, 'tr'],
  ['Turkish refused', 'tr;q=0, zh', undefined, 'zh-Hans'],
  ['none of ours', 'fr, de;q=0.9', undefined, 'en'],
  ['rubbish', ';;q=,,=;*;q=x', undefined, 'en'],
  ['a long header', 'x,'.repeat(2_000), undefined, 'en'],
  ['an argument over the header', 'tr', 'ZH', 'zh-Hans'],
  ['an argument of null', 'tr', null, 'tr'],
] as const)('with %s it is said what was used', async (_, header, locale, used) => {
  const { data, headers } = await world.ask(
    'query ($locale: Locale) { category(code: "10", locale: $locale) { name } }',
    { locale },
    header === undefined ? {} : { 'accept-language': header },
  );
  expect(data!.category.name).toMatch(NAMES[used]);
  expect(headers.get('content-language')).toBe(used);
  expect(headers.get('vary')).toContain('Accept-Language');
});

it('a locale argument speaks for what hangs below it, in every subgraph', async () => {
  const { data } = await world.ask(
    'query ($locale: Locale) { searchProducts(first: 1, locale: $locale, where: { country: ["CN"] }) { edges { node { nameLocale company { name mainProducts } category { name } } } } }',
    { locale: 'ZH' },
    { 'accept-language': 'tr' },
  );
  const [{ node }] = data!.searchProducts.edges;
  expect(node.nameLocale).toBe('ZH');
  for (const text of [node.company.mainProducts[0], node.category.name]) expect(text).toMatch(/\p{Script=Han}/u);
});

it('several locale arguments each hold for their own field', async () => {
  const { data } = await world.ask(
    '{ tr: category(code: "10", locale: TR) { name } zh: category(code: "10", locale: ZH) { name } own: category(code: "10") { name } }',
    {},
    { 'accept-language': 'en' },
  );
  expect(data).toEqual({
    tr: { name: expect.stringMatching(NAMES.tr) },
    zh: { name: expect.stringMatching(NAMES['zh-Hans']) },
    own: { name: expect.stringMatching(NAMES.en) },
  });
});
