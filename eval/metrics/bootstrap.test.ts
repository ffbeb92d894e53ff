import { pairedBootstrap } from './bootstrap.ts';

describe('the paired bootstrap', () => {
  it('of a difference that every query shows alike has no width', () => {
    const theirs = [0.25, 0.5, 0.125, 0.75];
    const { mean, low, high } = pairedBootstrap(
      theirs.map((value) => value + 0.125),
      theirs,
    );
    expect([mean, low, high]).toEqual([0.125, 0.125, 0.125]);
  });

  it('of one better and one worse query, alike by far, holds nothing at all', () => {
    expect(pairedBootstrap([1, 0], [0, 1])).toEqual({ mean: 0, low: -1, high: 1 });
  });

  it('comes near what the normal distribution says of many queries', () => {
    // Half of 400 differences are 1: the mean is ½, its standard error ½ / √400 = 0.025, the interval ½ ± 1.96 × 0.025.
    const ours = Array.from({ length: 400 }, (_, index) => index % 2);
    const { mean, low, high } = pairedBootstrap(
      ours,
      Array.from({ length: 400 }, () => 0),
    );
    expect(mean).toBe(0.5);
    expect(low).toBeCloseTo(0.451, 2);
    expect(high).toBeCloseTo(0.549, 2);
  });

  it('is the same in every run, turns with its sides, and pairs only what belongs together', () => {
    const [ours, theirs] = [
      [0.9, 0.1, 0.4],
      [0.2, 0.3, 0.4],
    ];
    expect(pairedBootstrap(ours, theirs)).toEqual(pairedBootstrap(ours, theirs));
    expect(pairedBootstrap(theirs, ours).mean).toBeCloseTo(-pairedBootstrap(ours, theirs).mean);
    expect(pairedBootstrap([], [])).toEqual({ mean: 0, low: 0, high: 0 });
    expect(() => pairedBootstrap([1], [])).toThrow('got 1 and 0');
  });
});
