import { compare, type Comparison } from './comparison.ts';
import { worstOf } from './worst.ts';

const query = (id: string, grades: Record<string, number>) => ({
  id,
  text: id,
  kind: 'exact',
  grades: new Map(Object.entries(grades)),
  complete: true,
});
const asked = [
  { query: query('good', { a: 3 }), ranking: ['a'], ms: 1, stages: null },
  { query: query('bad', { a: 3 }), ranking: ['b', 'a'], ms: 1, stages: null },
  { query: query('missed', { b: 2 }), ranking: [], ms: 1, stages: null },
  { query: query('none', {}), ranking: ['a'], ms: 1, stages: null },
];
const comparison = (name: string): Comparison =>
  compare({ name, locale: 'EN', answersFrom: 2, queries: [] }, new Map([['directory', asked]]), 10);
const documents = [
  { id: 'a', title: { en: 'Ball valve' }, brand: null, text: {} },
  { id: 'b', title: {}, brand: null, text: { tr: 'Yalnız metin' } },
];

it('shows the worst answers first, with grades and titles', () => {
  expect(worstOf(comparison('en tuning'), documents, 10, 2)).toEqual([
    '0.00  exact  missed  → nothing',
    '0.63  exact  bad  → – Yalnız metin · 3 Ball valve',
  ]);
});

it('shows nothing that is held out, and nothing unasked', () => {
  expect(worstOf(comparison('en held-out'), documents, 10, 2)).toEqual([]);
  expect(worstOf(comparison('en tuning'), documents, 10, 0)).toEqual([]);
});
