import { goods, indexOf } from '../../../test/kit/ranked-goods.ts';
import { Random } from '../../../seed/random.ts';
import { conditionsOf, productCriteria } from './criteria.ts';
import { counted } from './counted.ts';
import type { FacetName } from './facet-token.ts';
import { productOrder } from './order.ts';

const NOW = 1_000;
const random = new Random(7, 5);
const DOCUMENTS = Array.from({ length: 500 }, (_, at) => {
  const category = random.pick(['10.20.01', '10.20.02', '10.30.01', '20.10.01']);
  return goods(at + 1, 'valve', {
    codes: {
      country: random.pick(['TR', 'CN', 'DE']),
      region: random.pick([null, 'TR-34', 'TR-06']),
      currency: random.pick(['USD', 'EUR', null]),
      c1: category.slice(0, 2),
      c2: category.slice(0, 5),
      c3: category,
    },
    numbers: { verifiedUntil: random.pick([0, NOW - 1, NOW + 1]) },
  });
});
const index = indexOf(DOCUMENTS);
const MEMBERS = Uint32Array.from(DOCUMENTS, ({ seq }) => index.numberOf(seq)!).filter((_, at) => at % 4 > 0);

const request = (where: object, facets: FacetName[]) => ({
  index: 'products',
  criteria: productCriteria('valve', where),
  order: productOrder('RELEVANCE', true, 'EN'),
  first: 10,
  after: null,
  retrieve: ['id'],
  facets,
  wantsTotal: true,
  now: NOW,
});
const count = (where: object, facets: FacetName[] = []) => counted(index.columns, MEMBERS, request(where, facets));
const narrowedBy = (where: object) => {
  const passes = index.columns.passes(conditionsOf(productCriteria('valve', where), NOW));
  return MEMBERS.filter(passes).length;
};

it.each([
  [[]],
  [['country:TR']],
  [['country:TR', 'country:DE', 'currency:USD', 'verified:true']],
  [['category:10', 'region:TR-34']],
  [['category:10.20', 'verified:false']],
  [['category:10.20.01', 'country:CN']],
])('a facet value’s count is what choosing it leads to, beside %j', (facets) => {
  const found = count({ facets }, ['category', 'country', 'region', 'currency', 'verified']);
  expect(found.total).toBe(narrowedBy({ facets }));
  for (const [key, counts] of found.facets) {
    expect(counts.size).toBeGreaterThan(1);
    const others = facets.filter((token) => !token.startsWith(`${key}:`));
    for (const [code, number] of counts)
      expect([key, code, number]).toEqual([key, code, narrowedBy({ facets: [...others, `${key}:${code}`] })]);
  }
});

it('counts only members, and no facet that is not asked for', () => {
  expect(count({})).toEqual({ total: MEMBERS.length, facets: new Map() });
  expect(counted(index.columns, new Uint32Array(), request({ facets: ['country:TR'] }, ['country']))).toEqual({
    total: 0,
    facets: new Map([['country', new Map([['TR', 0]])]]),
  });
});

it('leaves out what is not wanted from all counts', () => {
  const { total, facets } = count({ notFacets: ['country:TR'] }, ['country', 'currency']);
  expect(total).toBe(narrowedBy({ notFacets: ['country:TR'] }));
  expect([...facets.get('country')!.keys()].toSorted()).toEqual(['CN', 'DE']);
});
