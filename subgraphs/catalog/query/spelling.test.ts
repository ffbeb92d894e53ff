import { goods, indexOf, named } from '../../../test/kit/ranked-goods.ts';
import { RankIndex } from '../ranking/rank-index.ts';
import { Spelling } from './spelling.ts';

/** So often that none is taken for a slip itself. */
const often = (...words: string[]) => words.flatMap((word) => [word, word, word]);
const index = indexOf(
  named(...often('vana', 'pompa', 'bearing', 'hydraulic', 'cable', 'table', 'table', '6204 2rs', 'kaucuk'), 'hydrant'),
);
const spelling = new Spelling(() => index.vocabulary);
const correct = (word: string): string | null => spelling.corrections([word], 1)[0] ?? null;

it('takes a rare word for what was meant where words are rare by nature, such as names', () => {
  expect(new Spelling(() => index.vocabulary, 1).corrections(['hydrnt'], 1)).toEqual(['hydrant']);
});

it.each([
  ['vna', null],
  ['vanna', 'vana'],
  ['vaan', 'vana'],
  ['pomp', 'pompa'],
  ['beering', 'bearing'],
  ['baering', 'bearing'],
  ['bering', 'bearing'],
  ['brng', null],
  ['hidrolic', null],
  ['hydrulc', 'hydraulic'],
  ['hdrlc', null],
  ['pimpo', null],
  ['kauchuk', 'kaucuk'],
  ['kacuuk', 'kaucuk'],
  ['qwertyui', null],
  ['vana1', null],
  ['6205', null],
  ['6204', null],
  ['阀们', null],
  ['', null],
])('takes %s for %s', (word, meant) => {
  expect(correct(word)).toBe(meant);
});

it('takes the nearest, which begins alike', () => {
  expect(correct('tablu')).toBe('table');
  expect(correct('cablu')).toBe('cable');
  expect(spelling.corrections(['hydraulci'], 2)).toEqual(['hydraulic']);
});

it('takes no slip of others for a word', () => {
  expect(correct('hydrent')).toBeNull();
  expect(spelling.beginningWith('hydran', 5)).toEqual(['hydrant']);
});

it.each([
  ['hydrau', 'hydraulic'],
  ['bearin', 'bearing'],
  ['hyd', null],
  ['kabel', null],
])('finishes %s as %s', (typed, word) => {
  expect(spelling.finish(typed)).toBe(word);
});

it('tries every form of a word', () => {
  expect(spelling.corrections(['zzzzzz', 'vanna'], 3)).toEqual(['vana']);
  expect(spelling.corrections([], 3)).toEqual([]);
});

it('tells what begins with letters, the most usual first', () => {
  expect(spelling.beginningWith('ta', 5)).toEqual(['table']);
  expect(spelling.beginningWith('hydrau', 5)).toEqual(['hydraulic']);
  expect(spelling.beginningWith('62', 5)).toEqual(['6204']);
  expect(spelling.beginningWith('~', 5)).toEqual([]);
  expect(spelling.beginningWith('zz', 5)).toEqual([]);
});

it('learns what comes, and forgets with the index', () => {
  const growing = indexOf([]);
  const learning = new Spelling(() => growing.vocabulary);
  expect(learning.corrections(['fiter'], 1)).toEqual([]);
  const letters = (at: number) =>
    `${String.fromCharCode(97 + (at % 26))}${String.fromCharCode(97 + Math.floor(at / 26))}`;
  growing.put(Array.from({ length: 200 }, (_, at) => goods(at + 1, `filtre kind${letters(at)}`)));
  expect(learning.corrections(['fitre'], 1)).toEqual(['filtre']);
  growing.clear();
  expect(learning.corrections(['fitre'], 1)).toEqual([]);
  expect(growing).toBeInstanceOf(RankIndex);
});
