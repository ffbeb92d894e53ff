/**
 * The check digit of a Turkish tax number (vergi kimlik numarası), by the rule of the Revenue Administration.
 * @param nine the first nine digits
 */
export function vknCheckDigit(nine: string): string {
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
