import { vknCheckDigit } from '../../kit/reference/identifiers/vkn.ts';

/** The tax number of the n-th fictional company. It begins with 000, below the numbers that are given to real ones. */
export function fictionalVkn(n: number): string {
  const nine = String((n * 7_919 + 104_729) % 1_000_000).padStart(9, '0');
  return nine + vknCheckDigit(nine);
}
