import { globalId } from '../../../kit/global-id/global-id.ts';
import { categoryAttribute, companyCriteria, filterOf, productCriteria, wordsOf } from './criteria.ts';

const NOW = 1_700_000_000_000;
const filter = (where: object) => filterOf(productCriteria(null, where), NOW);
const local = '0123456789abcdef01234567';

it('is no filter when nothing is wanted', () => {
  expect(filterOf(productCriteria(null, null), NOW)).toEqual([]);
  expect(filterOf(companyCriteria('x', undefined), NOW)).toEqual([]);
});

it('joins values of a facet by or, facets by and, and negates each that is not wanted', () => {
  const where = {
    facets: ['country:TR', 'country:CN', 'category:10.20'],
    notFacets: ['region:TR-34', 'region:TR-06'],
    verified: true,
  };
  expect(filter(where)).toEqual([
    ['country = "TR"', 'country = "CN"'],
    ['c2 = "10.20"'],
    ['NOT (region = "TR-34")'],
    ['NOT (region = "TR-06")'],
    [`verifiedUntil > ${NOW}`],
  ]);
  expect(filterOf(productCriteria(null, where), NOW, 'country')[0]).toEqual(['c2 = "10.20"']);
});

it('bounds prices by overlap, within one currency, and minimum quantities in the base unit', () => {
  expect(filter({ currency: 'USD', price: { minimum: '1.5', maximum: '20' } })).toEqual(
    expect.arrayContaining([['priceMax >= 1.5'], ['priceMin <= 20'], ['currency = "USD"']]),
  );
  expect(filter({ minimumOrderQuantityAtMost: { amount: '2', unit: 'TNE' } })).toEqual([
    ['moqUnit = "KGM"'],
    ['moq <= 2000'],
  ]);
  expect(() => filter({ price: { minimum: '1' } })).toThrow('where.currency');
  expect(() => filter({ currency: 'USD', price: { minimum: '2', maximum: '1' } })).toThrow('at most its maximum');
  expect(() => filter({ minimumOrderQuantityAtMost: { amount: '2', unit: 'KGM" OR 1' } })).toThrow('unit code');
});

it('finds nothing of a company whose id is none, and filters by nothing that a client wrote', () => {
  expect(filter({ companyId: globalId('Company', local) })).toEqual([[`companyId = "${local}"`]]);
  for (const companyId of ['x" OR companyId != "y', globalId('Product', local), ''])
    if (companyId) expect(filter({ companyId })).toEqual([['companyId = "none"']]);
  for (const token of ['country:TR" OR country != "x', 'category:10 OR 1', 'verified:yes', 'rank:1', 'country'])
    expect(() => filter({ facets: [token] })).toThrow('Expected');
  expect(() => filter({ country: ['$ne'] })).toThrow('Expected');
  expect(() => filter({ country: Array.from({ length: 51 }, () => 'TR') })).toThrow('at most 50');
});

it('narrows companies by nothing that they do not have', () => {
  for (const where of [{ facets: ['currency:USD'] }, { notFacets: ['currency:USD'] }])
    expect(() => companyCriteria('x', where)).toThrow('facet tokens of companies');
  expect(filterOf(companyCriteria('x', { facets: ['country:TR'] }), NOW)).toEqual([['country = "TR"']]);
});

it('takes queries of up to 500 characters of valid Unicode', () => {
  expect(wordsOf('  ﬁttings ')).toBe('fittings');
  expect(wordsOf(null)).toBe('');
  expect(wordsOf('a\0b')).toBe('a b');
  expect(() => wordsOf('x'.repeat(501))).toThrow('at most 500');
  expect(() => wordsOf('\uD800x')).toThrow('surrogate');
  expect(wordsOf('😀')).toBe('😀');
});

it('knows the attribute of each level', () => {
  expect(['10', '10.20', '10.20.05'].map(categoryAttribute)).toEqual(['c1', 'c2', 'c3']);
});

it('leaves out signs without width, which come along when something is copied', () => {
  expect(wordsOf('va\u200Bna\uFEFF')).toBe('vana');
});
