const digitsOf = (digits: string): number[] => [...digits].map(Number);

/** The sum of the digits, each times its weight. */
export const weighed = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0);

/** The sum by which Luhn's rule (ISO/IEC 7812-1, annex B) checks; `doubled` says from which place on every second digit counts twice. */
export const luhnSum = (digits: string, doubled: 0 | 1): number =>
  digitsOf(digits).reduce((sum, digit, place) => {
    const counted = place % 2 === doubled ? digit * 2 : digit;
    return sum + (counted > 9 ? counted - 9 : counted);
  }, 0);

/** Whether the last digit checks the others by Luhn's rule. */
export const isLuhn = (digits: string): boolean => luhnSum(digits, digits.length % 2 === 0 ? 0 : 1) % 10 === 0;

/** Whether the last digit checks the others by ISO/IEC 7064, MOD 11,10. */
export function isMod11And10(digits: string): boolean {
  let rest = 5;
  for (const digit of digitsOf(digits)) rest = ((((rest || 10) * 2) % 11) + digit) % 10;
  return rest === 1;
}

/** The remainder by 97 of a text of digits and capital letters, where A is 10 and Z is 35 (ISO/IEC 7064, MOD 97-10). */
export const mod97 = (text: string): number =>
  Number(BigInt([...text].map((character) => Number.parseInt(character, 36)).join('')) % 97n);
