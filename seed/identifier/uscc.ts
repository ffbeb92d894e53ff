import { USCC_ALPHABET, usccCheckCharacter } from '../../kit/reference/identifiers/uscc.ts';

/** The check character of an organization code (GB 11714-1997) over its first eight; it is the seventeenth of a unified social credit code. */
export function organizationCheckCharacter(eight: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...eight].reduce(
    (total, character, place) => total + Number.parseInt(character, 36) * weights[place]!,
    0,
  );
  const rest = 11 - (sum % 11);
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest);
}

/** Registered as an enterprise, or as a person who trades (个体工商户). */
export type UsccKind = '91' | '92';

/**
 * The code of the n-th fictional company, registered in a place.
 * Its organization code begins with YY, a series that is not given out.
 * @param division six digits of GB/T 2260
 */
export function fictionalUscc(n: number, division: string, kind: UsccKind): string {
  let serial = '';
  for (let rest = (n * 7_368_787 + 611_953) % 31 ** 6; serial.length < 6; rest = Math.floor(rest / 31))
    serial = USCC_ALPHABET[rest % 31]! + serial;
  const organization = `YY${serial}`;
  const seventeen = `${kind}${division}${organization}${organizationCheckCharacter(organization)}`;
  return seventeen + usccCheckCharacter(seventeen);
}
