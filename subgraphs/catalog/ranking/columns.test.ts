import type { Condition } from './condition.ts';
import { Columns } from './columns.ts';

const DOCUMENTS = [
  { codes: { country: 'TR', region: 'TR-34', c1: ['10', '20'] }, numbers: { priceMin: 5, priceMax: 9, verifiedUntil: 100 } },
  { codes: { country: 'CN', region: null, c1: ['10'] }, numbers: { priceMin: null, priceMax: null, verifiedUntil: 0 } },
  { codes: { country: 'TR', region: null, c1: [] }, numbers: { priceMin: 0, priceMax: 0, verifiedUntil: 200 } },
  { codes: { country: 'DE', region: 'TR-34\nCN', c1: ['20', '30'] }, numbers: { priceMin: 7.5, priceMax: 7.5, verifiedUntil: 0 } },
]; // prettier-ignore
const columns = new Columns();
DOCUMENTS.forEach((document, number) => columns.put(number, document));

const passing = (conditions: readonly (readonly Condition[])[], of = columns): number[] => {
  const passes = of.passes(conditions);
  return DOCUMENTS.map((_, number) => number).filter(passes);
};
const is = (attribute: string, value: string | number, operator: Condition['is'] = '=', not = false): Condition => ({
  attribute,
  is: operator,
  value,
  ...(not && { not }),
});

// What the search engine answers to the same filters; a value that is not there is equal to none, so `NOT` finds it.
it.each<[string, (readonly Condition[])[], number[]]>([
  ['nothing', [], [0, 1, 2, 3]],
  ['one code', [[is('country', 'TR')]], [0, 2]],
  ['any of several', [[is('country', 'TR'), is('country', 'DE')]], [0, 2, 3]],
  ['all of several', [[is('country', 'TR')], [is('region', 'TR-34')]], [0]],
  ['none of one', [[is('region', 'TR-34', '=', true)]], [1, 2, 3]],
  ['none of several', [[is('country', 'TR', '=', true)], [is('country', 'CN', '=', true)]], [3]],
  ['one of a list', [[is('c1', '10')]], [0, 1]],
  ['none of a list', [[is('c1', '20', '=', true)]], [1, 2]],
  ['a code that nothing has', [[is('country', 'FR')]], []],
  ['no code that nothing has', [[is('country', 'FR', '=', true)]], [0, 1, 2, 3]],
  ['an empty alternative', [[]], []],
  ['equal', [[is('priceMin', 0)]], [2]],
  ['above', [[is('priceMin', 5, '>')]], [3]],
  ['from', [[is('priceMin', 5, '>=')]], [0, 3]],
  ['below', [[is('priceMax', 7.5, '<')]], [2]],
  ['up to', [[is('priceMax', 7.5, '<=')]], [2, 3]],
  ['not above', [[is('priceMin', 5, '>', true)]], [0, 1, 2]],
  ['not equal', [[is('priceMin', 0, '=', true)]], [0, 1, 3]],
  ['an attribute that nothing has', [[is('colour', 'red')]], []],
  ['a number that nothing has', [[is('weight', 1, '<=')]], []],
  ['not an attribute that nothing has', [[is('colour', 'red', '=', true)]], [0, 1, 2, 3]],
  ['within one of two', [[is('verifiedUntil', 150, '>'), is('country', 'CN')], [is('c1', '10')]], [1]],
])('passes by %s', (_, conditions, numbers) => {
  expect(passing(conditions)).toEqual(numbers);
});

it('takes a document with other attributes in the place of one before', () => {
  const few = new Columns();
  few.put(0, DOCUMENTS[0]!);
  few.put(0, { codes: { country: 'CN', region: null, c1: null }, numbers: { priceMin: null } });
  expect(passing([[is('country', 'CN')]], few)).toContain(0);
  expect(passing([[is('region', 'TR-34'), is('c1', '10'), is('priceMin', 5)]], few)).toEqual([]);
});

it('moves values with their documents, grows, and keeps no value of a hole', () => {
  const many = new Columns();
  for (let number = 0; number < 3_000; number++)
    many.put(number, { codes: { country: number % 2 ? 'TR' : 'CN' }, numbers: { rank: number } });
  many.renumber(Int32Array.from({ length: 3_000 }, (_, number) => (number % 3 === 0 ? number / 3 : -1)));
  const inTurkey = many.passes([[is('country', 'TR')]]);
  const ranked = many.passes([[is('rank', 2_997)]]);
  for (let number = 0; number < 1_000; number++) expect(inTurkey(number)).toBe(number % 2 === 1);
  expect(ranked(999)).toBe(true);
  many.put(1_000, { codes: { country: null }, numbers: { rank: null } });
  expect(inTurkey(1_000)).toBe(false);
  expect(many.passes([[is('rank', 0, '>=')]])(1_000)).toBe(false);
});
