import { Random } from '../../seed/random.ts';

/** How much one side is better than another on the mean, and between which bounds 95 of 100 resamples lie. */
export interface Difference {
  mean: number;
  low: number;
  high: number;
}

const RESAMPLES = 10_000;
const SEED = 20_261_126;

/**
 * The difference of two systems' means over the same queries, with a paired bootstrap interval: queries are drawn with replacement, each
 * with both its values, so that hard queries are hard for both. The same values always have the same interval.
 */
export function pairedBootstrap(ours: readonly number[], theirs: readonly number[]): Difference {
  if (ours.length !== theirs.length) {
    throw new Error(
      `Expected both systems to have answered the same queries, got ${ours.length} and ${theirs.length}.`,
    );
  }
  const count = ours.length;
  if (count === 0) return { mean: 0, low: 0, high: 0 };
  const differences = Float64Array.from(ours, (value, index) => value - theirs[index]!);
  const random = new Random(SEED, count);
  const means = new Float64Array(RESAMPLES);
  for (let sample = 0; sample < RESAMPLES; sample++) {
    let sum = 0;
    for (let draw = 0; draw < count; draw++) sum += differences[random.below(count)]!;
    means[sample] = sum / count;
  }
  means.sort();
  return {
    mean: differences.reduce((sum, value) => sum + value, 0) / count,
    low: means[Math.floor(0.025 * RESAMPLES)]!,
    high: means[Math.ceil(0.975 * RESAMPLES) - 1]!,
  };
}
