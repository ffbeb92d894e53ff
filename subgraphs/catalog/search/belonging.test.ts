import { goods, wordsOver } from '../../../test/kit/ranked-goods.ts';
import { belonging } from './belonging.ts';
import { productCriteria } from './criteria.ts';

const VALVES = Array.from({ length: 12 }, (_, at) => goods(at + 1, `Brass ball valve DN${at + 10}`));
const OTHERS = [
  goods(50, 'Brass ball'),
  goods(51, 'Steel ball valve'),
  goods(52, 'Brass pipe'),
  goods(53, 'Copper pipe'),
];

function told(query: string, isRanked = true) {
  const { index, search } = wordsOver([...VALVES, ...OTHERS]);
  const meant = belonging(search.find(productCriteria(query, null), 0, isRanked), index);
  return meant && ((seq: number) => meant.belongs(index.numberOf(seq)!));
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
