import type { Random } from '../random.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first number of a company's people: its trader's; contact persons have those behind it. */
export const numberOf = (company: number): number => company * 3;

/** A subject reference, the same in every run: twenty letters drawn, and six that count, so that no two are the same. */
export function fictionalSubjectRef(number: number, random: Random): string {
  let ref = String(random.below(8));
  while (ref.length < 20) ref += ALPHABET[random.below(32)];
  for (let place = 5; place >= 0; place -= 1) ref += ALPHABET[Math.floor(number / 32 ** place) % 32];
  return ref;
}
