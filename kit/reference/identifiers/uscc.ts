/** The 31 characters of GB 32100-2015: digits and capital letters without I, O, S, V and Z. */
export const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The last character of a unified social credit code (GB 32100-2015) over its first seventeen. */
export function usccCheckCharacter(seventeen: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of seventeen) {
    sum += USCC_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** Whether a text is a unified social credit code whose last character checks the others. */
export const isUscc = (value: string): boolean =>
  /^[0-9A-HJ-NP-RTUW-Y]{18}$/.test(value) && usccCheckCharacter(value.slice(0, 17)) === value[17];
