import { filterOf, productCriteria } from './criteria.ts';
import { facetCounts, facetNames, facetPlan } from './facet-plan.ts';
import { productOrder } from './order.ts';
import { planSearch, type SearchRequest } from './search-plan.ts';

const NOW = 1_700_000_000_000;
const request = (changes: Partial<SearchRequest>, query = '', where: object = {}): SearchRequest => ({
  index: 'products-1',
  criteria: productCriteria(query, where),
  order: productOrder('NEWEST', query !== '', 'EN'),
  first: 20,
  after: null,
  retrieve: ['id'],
  facets: [],
  wantsTotal: true,
  now: NOW,
  ...changes,
});

it('asks once for a page that selects no facet', () => {
  const { queries, whole } = planSearch(request({}, 'ball valve'), { q: 'ball valve' });
  expect(whole).toBe(0);
  expect(queries).toEqual([
    expect.objectContaining({ indexUid: 'products-1', q: 'ball valve', matchingStrategy: 'all', limit: 20 }),
  ]);
});

it('counts a facet with a selection by a query that leaves that selection out', () => {
  const where = { facets: ['country:TR', 'category:10'] };
  const { queries, facets, whole } = planSearch(request({ facets: ['country', 'currency'] }, '', where), {});
  expect(queries[whole]!.facets).toEqual(['currency']);
  const outside = queries[facets[0]!.outside!]!;
  expect(outside).toMatchObject({ limit: 0, facets: ['country'] });
  expect(outside.filter).toEqual(filterOf(request({}, '', where).criteria, NOW, 'country'));
  expect(facets[1]!.outside).toBeNull();
});

it('goes on behind a key by its value and sequence, and counts the whole set apart', () => {
  const { queries, whole } = planSearch(request({ after: { by: 'key', value: 5, seq: 9 } }), {});
  expect(queries[0]!.filter).toEqual([['publishedAt < 5', 'publishedAt = 5 AND seq < 9']]);
  expect(whole).toBe(1);
  expect(queries[1]).toMatchObject({ filter: [], limit: 0 });
});

it('goes on behind an offset with the last document once more, to see whether it is still there', () => {
  const order = productOrder('NAME', false, 'TR');
  const { queries } = planSearch(request({ order, after: { by: 'offset', offset: 40, id: 'x', before: null } }), {});
  expect(queries[0]).toMatchObject({ offset: 39, limit: 21, sort: ['key_tr:asc', 'seq:asc'] });
});

it('counts around and below the selected categories', () => {
  const { selections } = productCriteria(null, { facets: ['category:10.20'] });
  const plan = facetPlan('category', selections);
  expect(plan).toEqual({ key: 'category', inside: ['c3'], outside: ['c2'] });
  const counts = facetCounts(
    plan,
    { c3: { '10.20.01': 3, '10.30.01': 9 } },
    { c2: { '10.20': 3, '10.30': 4, '11.20': 5 } },
    selections,
  );
  expect(Object.fromEntries(counts)).toEqual({ '10.20': 3, '10.30': 4, '10.20.01': 3 });
  expect(facetPlan('category', new Map())).toEqual({ key: 'category', inside: ['c1'], outside: [] });
  expect(facetNames(['COUNTRY', 'CATEGORY', 'COUNTRY'])).toEqual(['category', 'country']);
});

it('shows a selected value that nothing has, with zero', () => {
  const { selections } = productCriteria(null, { facets: ['country:TR'] });
  expect([...facetCounts(facetPlan('country', selections), {}, undefined, selections)]).toEqual([['TR', 0]]);
});
