import { categoryTree } from '../category/tree/tree.ts';
import { checkedChange, checkedProduct } from './product.rules.ts';

const categoryCode = categoryTree.find(({ level }) => level === 3)!.code;
const least = { name: { en: 'Valve' }, categoryCode };
const problemsOf = async (given: object) => {
  const checked = await checkedProduct({ ...least, ...given });
  return 'problems' in checked ? checked.problems.map(({ field }) => field) : [];
};

it('takes a name and a category, and says nothing of the rest', async () => {
  const checked = await checkedProduct(least);
  expect(checked).toMatchObject({ product: { name: { en: 'Valve' }, priceTiers: [], currency: null, unit: 'C62' } });
});

it('takes all that can be said, and cleans it', async () => {
  const checked = await checkedProduct({
    externalId: ' A-1 ',
    name: { tr: 'C\u0327elik vana', zh: '阀门', en: ' Valve ' },
    description: { en: 'One\r\ntwo' },
    categoryCode,
    hsCode: '848180',
    attributes: [{ key: 'material', value: { en: 'AISI 316' } }],
    priceTiers: [
      { minimumQuantity: '1', amount: '10.50' },
      { minimumQuantity: '100', amount: '9' },
    ],
    currency: 'USD',
    unit: 'KGM',
    priceValidFrom: '2026-01-01',
    priceValidUntil: '2026-12-31T00:00:00+03:00',
    minimumOrderQuantity: '2.5',
    incoterm: 'FOB',
    incotermPlace: 'Mersin',
    originCountry: 'TR',
    leadTimeDays: 30,
    samples: { available: true, price: '5', currency: 'USD' },
    certificates: [{ standard: 'ISO 9001', expiresAt: new Date('2027-01-01') }],
    oem: true,
    odm: null,
  });
  expect(checked).toMatchObject({
    product: {
      externalId: 'A-1',
      name: { tr: 'Çelik vana', zh: '阀门', en: 'Valve' },
      description: { en: 'One\ntwo' },
      priceValidUntil: new Date('2026-12-30T21:00:00Z'),
      minimumOrderUnit: 'KGM',
      incotermEdition: 2020,
      samples: { available: true, free: false, price: '5', currency: 'USD' },
      certificates: [{ standard: 'ISO 9001', number: null, scope: null, expiresAt: new Date('2027-01-01') }],
      odm: null,
    },
  });
});

it.each<[string, object, string]>([
  ['no language', { name: {} }, 'name'],
  ['another language', { name: { en: 'Valve', de: 'Ventil' } }, 'name.de'],
  ['blanks', { name: { en: ' \u3000 ' } }, 'name.en'],
  ['a long name', { name: { en: 'x'.repeat(301) } }, 'name.en'],
  ['a text of a megabyte', { description: { en: 'x'.repeat(2 ** 20) } }, 'description.en'],
  ['a control character', { name: { en: 'Val\u0000ve' } }, 'name.en'],
  ['two lines in a name', { name: { en: 'Val\nve' } }, 'name.en'],
  ['a change of direction', { name: { en: 'Val\u202eve' } }, 'name.en'],
  ['half of a character', { name: { en: 'Val\ud800' } }, 'name.en'],
  ['an operator in the place of a text', { name: { en: { $gt: '' } } }, 'name.en'],
  ['an operator in the place of a key', { externalId: { $ne: null } }, 'externalId'],
  ['an unknown category', { categoryCode: '99.99.99' }, 'categoryCode'],
  ['a prototype in the place of a category', { categoryCode: '__proto__' }, 'categoryCode'],
  ['an unknown heading', { hsCode: '840000' }, 'hsCode'],
  ['a chapter alone', { hsCode: '84' }, 'hsCode'],
  ['an unknown unit', { unit: 'XYZ' }, 'unit'],
  ['an unknown currency', { currency: 'DEM' }, 'currency'],
  ['small letters', { currency: 'usd' }, 'currency'],
  ['an unknown country', { originCountry: 'XX' }, 'originCountry'],
  ['a rule of older Incoterms', { incoterm: 'DAT' }, 'incoterm'],
  ['an older edition', { incoterm: 'FOB', incotermEdition: 2010 }, 'incotermEdition'],
  ['a place without a rule', { incotermPlace: 'Mersin' }, 'incoterm'],
  [
    'a negative price',
    { currency: 'USD', priceTiers: [{ minimumQuantity: '1', amount: '-1' }] },
    'priceTiers.0.amount',
  ],
  ['an exponent', { currency: 'USD', priceTiers: [{ minimumQuantity: '1', amount: '1e3' }] }, 'priceTiers.0.amount'],
  ['a number', { currency: 'USD', priceTiers: [{ minimumQuantity: '1', amount: 1 }] }, 'priceTiers.0.amount'],
  [
    'from nothing on',
    { currency: 'USD', priceTiers: [{ minimumQuantity: '0', amount: '1' }] },
    'priceTiers.0.minimumQuantity',
  ],
  ['no currency', { priceTiers: [{ minimumQuantity: '1', amount: '1' }] }, 'currency'],
  ['a range upside down', { currency: 'USD', priceRange: { minimum: '2', maximum: '1' } }, 'priceRange.maximum'],
  ['no date', { priceValidFrom: 'tomorrow' }, 'priceValidFrom'],
  ['a day that there is not', { priceValidFrom: '2026-02-30' }, 'priceValidFrom'],
  ['an end before the beginning', { priceValidFrom: '2026-02-02', priceValidUntil: '2026-02-01' }, 'priceValidUntil'],
  ['a date beyond all', { priceValidUntil: '9999-01-01' }, 'priceValidUntil'],
  ['half a day', { leadTimeDays: 0.5 }, 'leadTimeDays'],
  ['not a number', { leadTimeDays: Number.NaN }, 'leadTimeDays'],
  ['no minimum at all', { minimumOrderQuantity: '0' }, 'minimumOrderQuantity'],
  ['a unit without a quantity', { minimumOrderUnit: 'KGM' }, 'minimumOrderUnit'],
  [
    'a prototype as the key of an attribute',
    { attributes: [{ key: '__proto__', value: { en: 'x' } }] },
    'attributes.0.key',
  ],
  ['too many attributes', { attributes: Array.from({ length: 41 }, () => ({})) }, 'attributes'],
  [
    'samples free and with a price',
    { samples: { available: true, free: true, price: '1', currency: 'USD' } },
    'samples',
  ],
  ['a certificate without a standard', { certificates: [{ number: '1' }] }, 'certificates.0.standard'],
  ['another company', { companyId: 'a'.repeat(24) }, 'companyId'],
  ['a prototype', JSON.parse('{"__proto__":{"status":"PUBLISHED"}}') as object, '__proto__'],
])('refuses %s, and says where', async (_, given, field) => {
  expect(await problemsOf(given)).toEqual([field]);
});

it('orders tiers from the smallest quantity up, each once, also beyond what looks alike', async () => {
  const tiers = (...quantities: string[]) => ({
    currency: 'USD',
    priceTiers: quantities.map((minimumQuantity) => ({ minimumQuantity, amount: '1' })),
  });
  expect(await problemsOf(tiers('1', '10', '100'))).toEqual([]);
  expect(await problemsOf(tiers('1', '10', '9'))).toEqual(['priceTiers.2.minimumQuantity']);
  expect(await problemsOf(tiers('1', '1.000000'))).toEqual(['priceTiers.1.minimumQuantity']);
});

it('names every problem, with what to do', async () => {
  const checked = await checkedProduct({ name: 7, hsCode: 'x' });
  expect(checked).toEqual({ problems: [{ field: 'categoryCode', message: expect.stringMatching(/^Expected .*\. /) }] });
  expect(await problemsOf({ name: 7, oem: 'yes' })).toEqual(['name', 'oem']);
});

it('looks at what is changed alone, and holds it against what stays', async () => {
  const current = await checkedProduct({
    ...least,
    priceTiers: [{ minimumQuantity: '1', amount: '1' }],
    currency: 'USD',
  });
  if ('problems' in current) throw new Error('Expected a product.');
  const change = (given: object) => checkedChange(given, current.product);
  expect(await change({ oem: true })).toEqual({ change: { oem: true } });
  expect(await change({ hsCode: null, description: null, unit: null })).toEqual({
    change: { hsCode: null, description: {}, unit: 'C62' },
  });
  expect(await change({ currency: null })).toMatchObject({ problems: [{ field: 'currency' }] });
  expect(await change({ name: null })).toMatchObject({ problems: [{ field: 'name' }] });
});
