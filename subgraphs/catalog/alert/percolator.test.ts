import type { SavedWhere } from '../../../schema/events/saved-search.record.ts';
import { rankedMarket } from '../../../test/kit/ranked-market.ts';
import { hasPhrases } from '../ranking/phrase-test.ts';
import { rank } from '../ranking/rank.ts';
import type { RankedDocument } from '../ranking/ranked-document.ts';
import { wordsOf } from '../search/criteria.ts';
import { Percolator } from './percolator.ts';

const COUNT = 400;
const market = rankedMarket(COUNT);
const ANY: SavedWhere = {
  facets: [],
  notFacets: [],
  category: null,
  country: [],
  verified: null,
  currency: null,
  priceMinimum: null,
  priceMaximum: null,
  quantityAmount: null,
  quantityUnit: null,
  companyId: null,
};
const NOW = Date.UTC(2026, 10, 26);
const saved = (query: string, where: Partial<SavedWhere> = {}, id = query) => ({
  _id: id,
  query,
  where: { ...ANY, ...where },
  savedAt: new Date(NOW),
});
const percolatorOf = (...searches: ReturnType<typeof saved>[]) => {
  const percolator = new Percolator(market.search);
  for (const search of searches) percolator.put(search);
  return percolator;
};

/** Which products the search itself finds with all of the words. */
function foundBySearch(query: string): Set<string> {
  const criteria = { words: wordsOf(query), selections: new Map(), conditions: [] };
  const { understood } = market.search.find(criteria, NOW, false);
  if (understood.units.length === 0) return new Set();
  const ranking = rank(market.index, understood, { passes: hasPhrases(market.index, understood.phrases) }, COUNT)!;
  return new Set(ranking.best.filter(({ isFull }) => isFull).map(({ id }) => id));
}

/** What buyers type: beginnings, ends and single words of names in each language, and what names do not say. */
function queries(): string[] {
  const names = market.documents.slice(0, 120).flatMap(({ texts }) => Object.values(texts.name[0]!) as string[]);
  const parts = names.flatMap((name) => {
    const words = name.split(/\s+/);
    return [words.slice(0, 2).join(' '), words.slice(-2).join(' '), words.toReversed().slice(0, 3).join(' ')];
  });
  const others = [
    'ball valve DN 50',
    'vanalar',
    'paslanmaz çelik boru',
    '"ball valve"',
    '"valve ball"',
    '球阀',
    '不锈钢',
    'olive oil',
    'zeytinyağı',
    'valve olive',
    'vavle',
    'stainless stel',
    '8481.80',
    'HS code 848180',
    'qqqqzzzz',
    'the of',
    '!!!',
    'M8 x 40',
    '1/2 inch',
  ];
  return [...new Set([...parts, ...others])].slice(0, 500);
}

it('matches just the products that the search itself finds with all of its words', () => {
  const asked = queries();
  const percolator = percolatorOf(...asked.map((query) => saved(query)));
  const matched = new Map(asked.map((query) => [query, new Set<string>()]));
  for (const product of market.documents)
    for (const id of percolator.matching(product, null, NOW, NOW)) matched.get(id)!.add(product.id);
  const differing = asked.filter((query) => {
    const [found, held] = [foundBySearch(query), matched.get(query)!];
    return found.size !== held.size || [...found].some((id) => !held.has(id));
  });
  expect(asked.length).toBeGreaterThan(300);
  expect(asked.filter((query) => matched.get(query)!.size > 0).length).toBeGreaterThan(250);
  expect(differing).toEqual([]);
}, 120_000);

const offer = (given: Partial<RankedDocument> = {}): RankedDocument => ({
  ...market.documents[0]!,
  codes: {
    companyId: 'c'.repeat(24),
    country: 'TR',
    region: 'TR-34',
    currency: 'USD',
    moqUnit: 'KGM',
    c1: '10',
    c2: '10.20',
    c3: '10.20.05',
  },
  numbers: { priceMin: 10, priceMax: 20, moq: 100, verifiedUntil: NOW + 1 },
  ...given,
});

it.each<[Partial<SavedWhere>, boolean]>([
  [{ category: '10' }, true],
  [{ category: '10.20' }, true],
  [{ category: '10.30' }, false],
  [{ country: ['tr', 'CN'] }, true],
  [{ country: ['CN'] }, false],
  [{ facets: ['region:TR-34', 'region:TR-06'] }, true],
  [{ facets: ['category:10.20', 'country:CN'] }, false],
  [{ country: ['TR'], notFacets: ['category:10.20'] }, false],
  [{ verified: true }, true],
  [{ verified: false }, false],
  [{ currency: 'USD', priceMaximum: '15' }, true],
  [{ currency: 'USD', priceMinimum: '21' }, false],
  [{ currency: 'EUR', priceMaximum: '15' }, false],
  [{ category: '10', quantityAmount: '0.1', quantityUnit: 'TNE' }, true],
  [{ category: '10', quantityAmount: '99', quantityUnit: 'KGM' }, false],
  [{ companyId: 'c'.repeat(24) }, true],
  [{ companyId: 'd'.repeat(24) }, false],
])('is narrowed as the search is: %j', (where, isFound) => {
  expect(percolatorOf(saved('', where, 's')).matching(offer(), null, NOW, NOW)).toEqual(isFound ? ['s'] : []);
});

it('tells nobody who found it before, and nobody who saved later', () => {
  const percolator = percolatorOf(saved('', { currency: 'USD', priceMaximum: '8' }, 's'));
  const cheap = offer({ numbers: { ...offer().numbers, priceMin: 7 } });
  expect(percolator.matching(cheap, offer(), NOW, NOW)).toEqual(['s']);
  expect(percolator.matching(cheap, cheap, NOW, NOW)).toEqual([]);
  expect(percolator.matching(cheap, offer(), NOW - 1, NOW)).toEqual([]);
  percolator.remove('s');
  expect(percolator.matching(cheap, offer(), NOW, NOW)).toEqual([]);
  expect(percolator.size).toBe(0);
});

it('finds what no product had a word for when it was saved', () => {
  const percolator = percolatorOf(saved('zyxwflange'), saved('6205zyx flange', {}, 'two'));
  const named = (en: string) => offer({ texts: { ...market.documents[0]!.texts, name: [{ en }] } });
  expect(percolator.matching(named('Zyxwflange, forged'), null, NOW, NOW)).toEqual(['zyxwflange']);
  expect(percolator.matching(named('Flange 6205ZYX'), null, NOW, NOW)).toEqual(['two']);
});

it('holds what no search takes under nothing', () => {
  const percolator = percolatorOf(saved('x'.repeat(600), {}, 'long'), saved('', { facets: ['shoe:42'] }, 'odd'));
  expect(percolator.matching(offer(), null, NOW, NOW)).toEqual([]);
  for (const _ of percolator.readAnew(1)) expect(percolator.size).toBe(2);
});
