import { randomBytes } from 'node:crypto';
import { KeyError } from '../sealing/key-error.ts';

/**
 * The opaque reference of a data subject: a ULID (26 characters of Crockford's base 32, capital letters), all 128 bits of it drawn at
 * random. A ULID usually begins with the time; this one does not, so that a reference tells nobody when a person came.
 */
export const newSubjectRef = (): string => {
  let rest = BigInt(`0x${randomBytes(16).toString('hex')}`);
  let ref = '';
  for (let letter = 0; letter < LENGTH; letter++) {
    ref = ALPHABET[Number(rest & 31n)]! + ref;
    rest >>= 5n;
  }
  return ref;
};

const LENGTH = 26;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const FORM = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** Strict: a reference becomes the name of a file. Lower case, and letters that Crockford reads as others, are refused. */
export const isSubjectRef = (value: string): boolean =>
  typeof value === 'string' && value.length === LENGTH && FORM.test(value);

/** The references, each once. Throws KeyError `NOT_A_REF`, which shows nothing of what came: it may be anything. */
export function uniqueRefs(refs: readonly string[]): string[] {
  const wrong = refs.findIndex((ref) => !isSubjectRef(ref));
  if (wrong >= 0) {
    throw new KeyError(
      'NOT_A_REF',
      `Expected subject references (ULIDs of 26 capital letters and digits), got something else at ${wrong}.`,
    );
  }
  return [...new Set(refs)];
}
