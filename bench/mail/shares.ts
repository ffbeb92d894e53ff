/** The value that a share of all is at most: 0.95 for p95. */
export const share = (values: readonly number[], of: number): number =>
  values.toSorted((first, second) => first - second)[Math.min(values.length - 1, Math.floor(values.length * of))]!;

/** `p50 12 ms, p95 34 ms`. */
export const spelledShares = (values: readonly number[]): string =>
  `p50 ${share(values, 0.5).toFixed(0)} ms, p95 ${share(values, 0.95).toFixed(0)} ms`;
