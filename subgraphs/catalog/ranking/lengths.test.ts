import { Lengths } from './lengths.ts';
import type { TextTerms } from './document-terms.ts';

const text = (kind: string, length: number): TextTerms => ({
  field: 'name',
  kind,
  length,
  counts: new Map(),
  order: [],
  written: new Map(),
});

it('is 1 for the usual length, more for a longer text and less for a shorter one, each kind by itself', () => {
  const lengths = new Lengths();
  for (const length of [2, 4, 6]) lengths.count(text('name en', length));
  for (const length of [20, 40]) lengths.count(text('text en', length));
  expect(lengths.relative(text('name en', 4))).toBeCloseTo(1);
  expect(lengths.relative(text('text en', 30))).toBeCloseTo(1);
  expect(lengths.relative(text('name en', 8))).toBeGreaterThan(1);
  expect(lengths.relative(text('name en', 2))).toBeLessThan(1);
  expect(lengths.relative(text('name en', 0))).toBeGreaterThan(0);
});

it('is 1 where no text has a word', () => {
  const lengths = new Lengths();
  lengths.count(text('name zh', 0));
  expect(lengths.relative(text('name zh', 0))).toBe(1);
});
