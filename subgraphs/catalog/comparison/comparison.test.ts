import 'reflect-metadata';
import type { ProductRecord } from '../product/product.record.ts';
import { UNSAID } from '../product/product.record.ts';
import { presentComparison } from './comparison.presenter.ts';
import { comparedProducts } from './compared-products.ts';

const card = { _id: 'c'.repeat(24), slug: 'a', name: { en: 'A' }, city: {}, country: 'TR', region: 'TR-34' };
let made = 0;
const product = (own: Partial<ProductRecord> = {}) => ({
  record: {
    ...UNSAID,
    _id: String(++made).padStart(24, '0'),
    name: { en: 'Valve' },
    description: {},
    categoryCode: '10.10.05',
    unit: 'C62',
    status: 'PUBLISHED',
    ...own,
  } as never as ProductRecord,
  card: { ...card, verifiedUntil: null, hidden: false, version: 1 } as never,
});
const width = (value: { tr?: string; zh?: string; en?: string }) => ({ attributes: [{ key: 'width', value }] });
const priced = (amount: string, unit: string, currency = 'USD', own: Partial<ProductRecord> = {}) =>
  product({ unit, currency, priceRange: { minimum: amount, maximum: amount }, ...own });
const row = (products: Parameters<typeof presentComparison>[0], key: string, locale: 'TR' | 'ZH' | 'EN' = 'EN') =>
  presentComparison(products, locale).rows.find((one) => one.key === key || one.property === key)!;
const amounts = ({ values }: ReturnType<typeof row>) =>
  values.map((value) => (value?.normalised ? `${value.normalised.amount} ${value.normalised.unit}` : null));

describe('a row of an attribute', () => {
  it('has a value for each product in their order, and null where one says nothing or is not shown', () => {
    const found = row(
      [product(width({ tr: '12 mm' })), null, product(), product(width({ en: '1 inch' }))],
      'width',
      'TR',
    );
    expect(found).toMatchObject({ property: 'ATTRIBUTE', label: 'en', isSame: false });
    expect(found.values.map((value) => value?.text ?? null)).toEqual(['12 mm', null, null, '1 inch']);
    expect(amounts(found)).toEqual(['12 MMT', null, null, '25.4 MMT']);
    expect(found.values[3]!.original).toEqual({ amount: '1', unit: 'INH', unitLabel: 'inç' });
  });

  it.each([
    ['1 inch and 25.4 mm', { en: '1 inch' }, { en: '25.4 mm' }, true],
    ['1,5 m and 150 cm, each as its language writes numbers', { tr: '1,5 m' }, { en: '150 cm' }, true],
    ['letters of another size', { en: 'Blue' }, { en: ' BLUE' }, true],
    ['one of several languages', { tr: 'mavi', en: 'blue' }, { en: 'blue' }, true],
    ['the same number of other units', { en: '5 mm' }, { en: '5 cm' }, false],
    ['what only looks alike after rounding', { en: '1 inch' }, { en: '25.400001 mm' }, false],
  ])('knows whether products say the same: %s', (_, one, other, isSame) => {
    expect(row([product(width(one)), product(width(other))], 'width').isSame).toBe(isSame);
  });

  it('is not the same when a product that is shown is silent, and is when one is not shown', () => {
    const same = product(width({ en: '5 mm' }));
    expect(row([same, product()], 'width').isSame).toBe(false);
    expect(row([same, null, same], 'width').isSame).toBe(true);
  });

  it('converts pressure by the table of UN/ECE, and leaves alone what does not convert', () => {
    const pressures = ['16 bar', '1.6 MPa', '232 psi'].map((en) => product(width({ en })));
    expect(amounts(row(pressures, 'width'))).toEqual(['16 BAR', '16 BAR', '15.995836 BAR']);
    const mixed = row([product(width({ en: '5 mm' })), product(width({ en: '5 kg' }))], 'width');
    expect(amounts(mixed)).toEqual([null, null]);
    expect(mixed.values[1]!.original).toMatchObject({ amount: '5', unit: 'KGM' });
  });
});

describe('prices', () => {
  const prices = (...products: ReturnType<typeof product>[]) => presentComparison(products, 'EN').prices;

  it('are held against each other for one base unit, exactly', () => {
    const {
      comparability,
      currencies,
      prices: all,
    } = prices(priced('1200', 'TNE'), priced('1.20', 'KGM'), priced('0.55', 'LBR'), product());
    expect([comparability, currencies]).toEqual(['COMPARABLE', ['USD']]);
    expect(all.map((one) => one && [one.perBaseUnit!.minimum, one.perBaseUnit!.unit, one.isLowest])).toEqual([
      ['1.2', 'KGM', true],
      ['1.2', 'KGM', true],
      ['1.212542', 'KGM', false],
      null,
    ]);
    expect(all[1]!.price).toMatchObject({ minimum: '1.20', unit: 'KGM', unitLabel: 'kilogram' });
  });

  it.each([
    ['CURRENCIES_DIFFER', [priced('1', 'KGM'), priced('1', 'KGM', 'EUR')]],
    ['UNITS_DIFFER', [priced('1', 'KGM'), priced('1', 'C62')]],
    ['TOO_FEW', [priced('1', 'KGM'), product()]],
  ])('that do not compare say so, and none is the lowest: %s', (comparability, products) => {
    const found = prices(...products);
    expect(found.comparability).toBe(comparability);
    expect(found.prices.map((one) => one?.isLowest ?? null)).toEqual([null, null]);
  });

  it('of a minimum order hold for its quantity, in whichever unit it is said', () => {
    const tiers = (own: Partial<ProductRecord>) =>
      priced('1', 'KGM', 'USD', {
        priceRange: null,
        priceTiers: [
          { minimumQuantity: '100', amount: '1.10' },
          { minimumQuantity: '1000', amount: '0.10' },
        ],
        ...own,
      });
    const cost = (own: Partial<ProductRecord>) => prices(tiers(own)).prices[0]!.minimumOrder;
    expect(cost({ minimumOrderQuantity: '0.3', minimumOrderUnit: 'TNE' })).toEqual({
      minimum: '330',
      maximum: '330',
      currency: 'USD',
    });
    expect(cost({ minimumOrderQuantity: '3000' })).toMatchObject({ minimum: '300' });
    expect(cost({ minimumOrderQuantity: '50' })).toBeNull();
    expect(cost({ minimumOrderQuantity: '5', minimumOrderUnit: 'XPX' })).toBeNull();
    expect(cost({})).toBeNull();
  });
});

it('offers are rows of their own, in the language of the reader', () => {
  const offer = product({
    minimumOrderQuantity: '2',
    minimumOrderUnit: 'TNE',
    leadTimeDays: 30,
    incoterm: 'FOB',
    incotermPlace: 'Mersin',
    originCountry: 'TR',
    certificates: [{ standard: 'CE', number: null, scope: null, expiresAt: null }],
  });
  const { rows } = presentComparison([offer], 'TR');
  expect(rows.map(({ property, values }) => [property, values[0]!.text, values[0]!.code])).toEqual([
    ['MINIMUM_ORDER', '2 ton', null],
    ['LEAD_TIME', '30 gün', null],
    ['INCOTERM', 'FOB Mersin', 'FOB'],
    ['CERTIFICATES', 'CE', null],
    ['ORIGIN_COUNTRY', 'Türkiye', 'TR'],
    ['SUPPLIER_COUNTRY', 'Türkiye', 'TR'],
    ['SUPPLIER_VERIFIED', 'Hayır', 'false'],
  ]);
  expect(rows[0]!.values[0]!.normalised).toEqual({ amount: '2000', unit: 'KGM', unitLabel: 'kilogram' });
  expect(presentComparison([null], 'TR').rows).toEqual([]);
});

it('tells a database that does not answer from products that are not there', async () => {
  const loader = (answers: unknown[]) => ({ loadMany: () => Promise.resolve(answers) }) as never;
  const { globalId } = await import('../../../kit/global-id/global-id.ts');
  const ids = ['a', 'b'].map((sign) => globalId('Product', sign.repeat(24)));
  const down = new Error('no database');
  await expect(comparedProducts(ids, loader([down, down]))).rejects.toThrow('no database');
  expect(await comparedProducts(ids, loader([down, product()]))).toEqual([null, expect.anything()]);
});
