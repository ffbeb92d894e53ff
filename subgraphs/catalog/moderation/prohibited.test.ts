import { companies } from '../../../seed/company/companies.ts';
import { products } from '../../../seed/product/products.ts';
import { categoryTree } from '../category/tree/tree.ts';
import { PROHIBITED_RULES } from './prohibited/rules.ts';
import { prohibited, prohibitedBy } from './prohibited.ts';

const said = (text: string, categoryCode = '95.20.05', hsCode: string | null = null) =>
  prohibited({ texts: [{ en: text }], categoryCode, hsCode });

it.each([
  ['cocaine', 'DRUGS'],
  ['COCAINE, finest', 'DRUGS'],
  ['ＣＯＣＡＩＮＥ', 'DRUGS'],
  ['𝐂𝐨𝐜𝐚𝐢𝐧𝐞', 'DRUGS'],
  ['co\u200bca\u00adine', 'DRUGS'],
  ['c o c a i n e', 'DRUGS'],
  ['cocаine', 'DRUGS'],
  ['cöcaïne', 'DRUGS'],
  ['cocaine粉', 'DRUGS'],
  ['UYUŞTURUCU', 'DRUGS'],
  ['uyusturucu', 'DRUGS'],
  ['EROİN', 'DRUGS'],
  ['EROIN', 'DRUGS'],
  ['ERO\u0049\u0307N', 'DRUGS'],
  ['kokain’in', 'DRUGS'],
  ['esrarlar', 'DRUGS'],
  ['av tüfekleri', 'WEAPONS'],
  ['AV TÜFEĞİ', 'WEAPONS'],
  ['av tufegi', 'WEAPONS'],
  ['tabancalarından', 'WEAPONS'],
  ['rifles and pistols', 'WEAPONS'],
  ['AK-47', 'WEAPONS'],
  ['ak47', 'WEAPONS'],
  ['出售手枪', 'WEAPONS'],
  ['出售手 枪', null],
  ['海 洛 因', 'DRUGS'],
  ['海·洛·因', 'DRUGS'],
  ['犀牛角', 'WILDLIFE'],
  ['replica watches', 'COUNTERFEIT'],
  ['高仿包', 'COUNTERFEIT'],
  ['asbestos rope', 'HAZARDS'],
  ['human organs', 'PERSONS_AND_HERITAGE'],
])('looks whether %j is prohibited: %s', (text, rule) => {
  expect(said(text).map((match) => match.rule)[0] ?? null).toBe(rule);
});

it.each([
  'Arsenal of tools from Scunthorpe',
  'günlük güneş kremi',
  'esrarengiz desen',
  'boya tabancası',
  'boya tabancaları',
  'spray pistol, 1.4 mm',
  '手枪钻 18V',
  '消毒品',
  'asbestos-free brake pads',
  'ASBESTSİZ conta',
  'Afyon beyazı mermer',
  'ivory tiles',
  'cocaineless trifles, pistoleti',
  'sarının tonları',
  'rifling tool',
])('lets %j be', (text) => {
  expect(said(text)).toEqual([]);
});

it('counts some words in some categories only', () => {
  expect(said('ivory ring', '97.20.05')).toEqual([{ rule: 'WILDLIFE', by: 'WORD', found: 'ivory' }]);
  expect(said('ivory white ring', '97.20.05')).toEqual([]);
  expect(said('ivory ring', '97.10.05')).toEqual([]);
});

it('looks at each language of each text', () => {
  const texts = [{ tr: 'Ürün', en: 'Product' }, { zh: '冰毒' }];
  expect(prohibited({ texts, categoryCode: '10.10.05', hsCode: null })).toEqual([
    { rule: 'DRUGS', by: 'WORD', found: '冰毒' },
  ]);
});

it('knows goods by the Harmonized System, and a category that holds nothing else', () => {
  expect(said('parts', '95.20.05', '930510')).toEqual([{ rule: 'WEAPONS', by: 'HS_CODE', found: '930510' }]);
  const arms = {
    code: '99.10.05',
    parent: '99.10',
    level: 3,
    name: { tr: '', zh: '', en: '' },
    hs: ['930200', '930510'],
  };
  const mixed = { ...arms, code: '99.10.10', hs: ['930200', '820310'] };
  const ask = prohibitedBy(PROHIBITED_RULES, [arms, mixed]);
  const of = (categoryCode: string) => ask({ texts: [], categoryCode, hsCode: null });
  expect(of('99.10.05')).toEqual([{ rule: 'WEAPONS', by: 'CATEGORY', found: '99.10.05' }]);
  expect(of('99.10.10')).toEqual([]);
});

it('says at most ten reasons', () => {
  expect(said('cocaine heroin mdma lsd cannabis opium morphine fentanyl ketamine ghb rifle pistol')).toHaveLength(10);
});

it('every rule says where it comes from, and its words and places are written so that they can be found', () => {
  const codes = new Set(categoryTree.map(({ code }) => code));
  for (const { sources, groups } of PROHIBITED_RULES) {
    expect(sources.length).toBeGreaterThan(0);
    for (const { in: places = [], words } of groups) {
      expect(places.filter((place) => !codes.has(place))).toEqual([]);
      const listed = [...words.tr, ...words.zh, ...words.en];
      const category = places[0] ?? '10.10.05';
      expect(listed.filter((word) => said(word, category).length === 0)).toEqual([]);
    }
  }
});

it('holds up nothing of an ordinary market', () => {
  const caught = [...products([...companies(200)], 5_000)].flatMap((product) =>
    prohibited({
      texts: [product.name, product.description],
      categoryCode: product.categoryCode,
      hsCode: product.hsCode,
    }).map(({ found }) => `${found}: ${Object.values(product.name)[0]}`),
  );
  expect(caught).toEqual([]);
});
