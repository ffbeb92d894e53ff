import type { Random } from '../../seed/random.ts';

/** So many draws out of `size` ranks after Zipf's law with s = 1: the k-th rank comes up in proportion to 1/k. */
export function zipf(size: number, draws: number, random: Random): Uint32Array {
  const upTo = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank++) upTo[rank] = sum += 1 / (rank + 1);
  return Uint32Array.from({ length: draws }, () => firstAbove(upTo, random.next() * sum));
}

function firstAbove(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
