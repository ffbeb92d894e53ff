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

it('is about 1 for the usual length, more for a longer text and less for a shorter one, each kind by itself', () => {
  const lengths = new Lengths();
  for (const length of [2, 4, 6]) lengths.count(text('name en', length));
  for (const length of [20, 40]) lengths.count(text('text en', length));
  expect(lengths.relative(text('name en', 4))).toBeCloseTo(1, 1);
  expect(lengths.relative(text('text en', 30))).toBeCloseTo(1, 1);
  expect(lengths.relative(text('name en', 8))).toBeGreaterThan(1);
  expect(lengths.relative(text('name en', 2))).toBeLessThan(1);
  expect(lengths.relative(text('name en', 0))).toBeGreaterThan(0);
});

it('is the same for processes that met the same texts in another order, or one of them once more', () => {
  const all = [3, 4, 5, 6, 7, 5, 5, 6, 4];
  const weighed = (order: number[]) => {
    const lengths = new Lengths();
    for (const length of order) lengths.count(text('name en', length));
    return [2, 5, 9].map((length) => lengths.relative(text('name en', length)));
  };
  expect(weighed(all.toReversed())).toEqual(weighed(all));
  expect(weighed([...all, 7])).toEqual(weighed(all));
});

it('is 1 where no text has a word', () => {
  const lengths = new Lengths();
  lengths.count(text('name zh', 0));
  expect(lengths.relative(text('name zh', 0))).toBe(1);
});
