/**
 * The check digit of a Turkish tax number (vergi kimlik numarası), by the rule of the Revenue Administration.
 * @param nine the first nine digits
 */
function vknCheckDigit(nine: string): string {
  let sum = 0;
  for (let place = 0; place < 9; place += 1) {
    const moved = (Number(nine[place]) + 9 - place) % 10;
    const weighed = (moved * 2 ** (9 - place)) % 9;
    sum += moved !== 0 && weighed === 0 ? 9 : weighed;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Whether a text is ten digits of which the last checks the others. */
export const isVkn = (value: string): boolean =>
  /^\d{10}$/.test(value) && vknCheckDigit(value.slice(0, 9)) === value[9];

/** The tax number of the n-th fictional company. It begins with 000, below the numbers that are given to real ones. */
export function fictionalVkn(n: number): string {
  const nine = String((n * 7_919 + 104_729) % 1_000_000).padStart(9, '0');
  return nine + vknCheckDigit(nine);
}
