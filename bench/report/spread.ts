/** What several rounds came to. */
export interface Spread {
  min: number;
  median: number;
  max: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { min: sorted[0]!, median, max: sorted.at(-1)! };
}

export const median = (values: readonly number[]): number => spread(values).median;

/** Three digits that count: `0.608`, `12.3`, `811`. */
const short = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

export const spelled = (values: readonly number[]): string => {
  const { min, median: middle, max } = spread(values);
  return `${short(middle)} (${short(min)}–${short(max)})`;
};
