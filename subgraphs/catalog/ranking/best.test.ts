import { Random } from '../../../seed/random.ts';
import { Best } from './best.ts';

const kept = (best: Best, scores: readonly number[]): number[] =>
  best.map((item) => scores[item]!).toSorted((a, b) => b - a);

it.each([0, 1, 2, 3, 7, 50, 299, 300, 301])('keeps the best %d of 300, as sorting does', (most) => {
  const random = new Random(most);
  const scores = Array.from({ length: 300 }, () => random.below(40));
  const best = new Best(most);
  scores.forEach((score, item) => best.add(item, score));
  expect(kept(best, scores)).toEqual(scores.toSorted((a, b) => b - a).slice(0, most));
  expect(new Set(best.map((item) => item)).size).toBe(Math.min(most, 300));
});

it('says what a score has to exceed', () => {
  const best = new Best(2);
  expect(best.least).toBe(-Infinity);
  best.add(1, 5);
  expect(best.least).toBe(-Infinity);
  best.add(2, 3);
  expect(best.least).toBe(3);
  best.add(3, 3);
  expect(best.map((item) => item).toSorted((a, b) => a - b)).toEqual([1, 2]);
  best.add(4, 9);
  expect(best.least).toBe(5);
});
