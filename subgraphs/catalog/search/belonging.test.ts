import { Random } from '../../../seed/random.ts';
import { goods, wordsOver } from '../../../test/kit/ranked-goods.ts';
import { rankedMarket } from '../../../test/kit/ranked-market.ts';
import type { RankedDocument } from '../ranking/ranked-document.ts';
import { belonging, type Belongs } from './belonging.ts';
import { productCriteria } from './criteria.ts';
import type { WordSearch } from './word-search.ts';

const VALVES = Array.from({ length: 12 }, (_, at) => goods(at + 1, `Brass ball valve DN${at + 10}`));
const OTHERS = [
  goods(50, 'Brass ball'),
  goods(51, 'Steel ball valve'),
  goods(52, 'Brass pipe'),
  goods(53, 'Copper pipe'),
];

function told(query: string, isRanked = true) {
  const { index, search } = wordsOver([...VALVES, ...OTHERS]);
  const belongs = belonging(search.find(productCriteria(query, null), 0, isRanked), index);
  return belongs && ((seq: number) => belongs(index.numberOf(seq)!));
}

it.each([true, false])('tells what has all words, where these name the set (ranked: %s)', (isRanked) => {
  const belongs = told('brass ball valve', isRanked)!;
  expect([1, 12, 50, 51, 52].map(belongs)).toEqual([true, true, false, false, false]);
});

it('tells what has enough of the words, where few documents have all', () => {
  const belongs = told('brass pipe')!;
  expect([52, 53, 1, 51].map(belongs)).toEqual([true, true, false, false]);
});

it('holds to all words within quotation marks', () => {
  expect([52, 53].map(told('"brass pipe"')!)).toEqual([true, false]);
});

it.each(['bras pipe', 'copper ball valve', 'zeppelin'])(
  'says nothing of %s, whose words mean something else once other documents come',
  (query) => expect(told(query)).toBeNull(),
);

it('never misses a document whose coming, going or changing changes what a query means', () => {
  const { documents, search, index } = rankedMarket(1_500);
  const random = new Random(11, 1);
  const pick = () => documents[random.below(documents.length)]!;
  const queries = Array.from({ length: 150 }, () => {
    const { en, tr, zh } = pick().texts.name[0]!;
    const words = (en ?? tr ?? zh)!.split(' ');
    const from = random.below(Math.max(1, words.length - 1));
    return words.slice(from, from + 2).join(' ');
  });
  let untouched = 0;
  for (let change = 0; change < 40; change++) {
    const before = queries.map((query) => known(search, query));
    const { seq, id } = pick();
    const numbers = [index.numberOf(seq)];
    if (random.chance(0.2)) index.remove(seq);
    else index.put([changed(pick(), { seq, id })]);
    numbers.push(index.numberOf(seq));
    for (const [at, { belongs, meant }] of before.entries()) {
      if (!belongs || numbers.some((number) => number !== undefined && belongs(number))) continue;
      untouched++;
      expect([queries[at], known(search, queries[at]!).meant]).toEqual([queries[at], meant]);
    }
  }
  expect(untouched).toBeGreaterThan(1_000);
});

const changed = (other: RankedDocument, as: { seq: number; id: string }): RankedDocument => ({ ...other, ...as });

/** What a query means, by the numbers that documents keep, and what is told of it. */
function known(search: WordSearch, query: string): { belongs: Belongs | null; meant: number[] } {
  const found = search.find(productCriteria(query, null), 0, true);
  const meant = Array.from(found.members ?? [], (document) => search.index.seqOf(document));
  return { belongs: belonging(found, search.index), meant: meant.toSorted((a, b) => a - b) };
}
