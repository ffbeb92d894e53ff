import { engineTerm } from './engine-term.ts';
import { beginningTerm, characterTerm, conceptTerm, headTerm, isAskedFor, isMarked } from './marked-term.ts';

it.each([
  ['vana', 'qvana'],
  ['dn50', 'qdn50'],
  ['阀门', 'qz9600z95e8'],
  ['ø', 'qzf8'],
  ['~kballvalve', 'qz7ekballvalve'],
  ['aqua', 'qaz71ua'],
  ['𠮷', 'qz20bb7'],
])('writes %s as %s for the engine', (term, written) => {
  expect(engineTerm(term)).toBe(written);
  expect(written.lastIndexOf('q')).toBe(0);
});

it('tells marked terms from words, and what a query may ask for', () => {
  const marked = [conceptTerm('ball-valve'), headTerm('vana'), characterTerm('阀'), beginningTerm('kaucuk', 'tr')!];
  expect(marked.every(isMarked)).toBe(true);
  expect(marked.filter(isAskedFor)).toEqual(['~kballvalve']);
  expect(isMarked('vana')).toBe(false);
  expect(isAskedFor('vana')).toBe(true);
});

it.each([
  ['makine', 'tr', '~trmakin'],
  ['vanas', 'tr', undefined],
  ['bearing', 'en', '~enbearin'],
  ['valves', 'en', undefined],
  ['dn50000', 'en', undefined],
  ['', 'tr', undefined],
] as const)('begins %s in %s by %s', (word, language, term) => {
  expect(beginningTerm(word, language)).toBe(term);
});
