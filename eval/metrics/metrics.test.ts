import type { JudgedQuery } from './judged-query.ts';
import { condensedNdcg, ndcg } from './ndcg.ts';
import { judgedShare, recall, reciprocalRank } from './ranking.ts';

const judged = (grades: Record<string, number>, complete = false): JudgedQuery => ({
  id: 'q',
  text: '',
  kind: null,
  grades: new Map(Object.entries(grades)),
  complete,
});

/** Grades 3, 2, 3, 0, 1, 2 are worth 7, 3, 7, 0, 1, 3. */
const six = judged({ a: 3, b: 2, c: 3, d: 0, e: 1, f: 2 });

describe('nDCG', () => {
  it('is what one reckons by hand', () => {
    // 7/1 + 3/1.58496 + 7/2 + 0 + 1/2.58496 + 3/2.80735 = 13.84826; best: 7/1 + 7/1.58496 + 3/2 + 3/2.32193 + 1/2.58496 = 14.59539
    expect(ndcg(six, ['a', 'b', 'c', 'd', 'e', 'f'], 10)).toBeCloseTo(13.84826 / 14.59539, 5);
    // Of the first three: (7 + 3/1.58496 + 7/2) / (7 + 7/1.58496 + 3/2)
    expect(ndcg(six, ['a', 'b', 'c', 'd', 'e', 'f'], 3)).toBeCloseTo(12.39279 / 12.91651, 5);
  });

  it('is 1 for the best order, 0 for nothing found and for nothing to find', () => {
    expect(ndcg(six, ['c', 'a', 'f', 'b', 'e'], 10)).toBeCloseTo(1);
    expect(ndcg(six, [], 10)).toBe(0);
    expect(ndcg(judged({ a: 0 }), ['a'], 10)).toBe(0);
  });

  it('counts an unjudged document as worthless, and condensed passes over it', () => {
    const one = judged({ a: 1, b: 0 });
    expect(ndcg(one, ['x', 'y', 'a'], 10)).toBeCloseTo(0.5);
    expect(condensedNdcg(one, ['x', 'y', 'a'], 10)).toBe(1);
    expect(condensedNdcg(one, ['x', 'b', 'a'], 10)).toBeCloseTo(0.63093, 5);
    expect(condensedNdcg(one, ['x', 'y', 'z', 'a'], 1)).toBe(1);
    expect(condensedNdcg(judged({ a: 1 }, true), ['x', 'y', 'a'], 10)).toBeCloseTo(0.5);
  });
});

describe('figures of a ranking', () => {
  it('say how much of what was shown was judged', () => {
    expect(judgedShare(six, ['a', 'x', 'd', 'y'], 10)).toBe(0.5);
    expect(judgedShare(six, ['a', 'x', 'd', 'y'], 1)).toBe(1);
    expect(judgedShare(six, [], 10)).toBeNull();
    expect(judgedShare({ ...six, complete: true }, ['x'], 10)).toBe(1);
  });

  it('say at which place the first answer stands', () => {
    expect(reciprocalRank(six, ['x', 'd', 'e'], 10, 1)).toBeCloseTo(1 / 3);
    expect(reciprocalRank(six, ['x', 'd', 'e', 'b'], 10, 2)).toBe(0.25);
    expect(reciprocalRank(six, ['x', 'd', 'e'], 2, 1)).toBe(0);
  });

  it('say how much of what answers was found', () => {
    expect(recall(six, ['a', 'd', 'x', 'b'], 100, 1)).toBe(2 / 5);
    expect(recall(six, ['a', 'd', 'x', 'b'], 100, 2)).toBe(0.5);
    expect(recall(six, ['a', 'c', 'b'], 2, 1)).toBe(2 / 5);
    expect(recall(judged({}), ['a'], 100, 1)).toBe(0);
  });
});
