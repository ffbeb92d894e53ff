import { createHash, randomBytes, randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const NUMBER = /^PC-?([0-9A-HJKMNP-TV-Z]{4})-?([0-9A-HJKMNP-TV-Z]{4})-?([0-9A-HJKMNP-TV-Z]{4})$/;
const CODE = /^[A-Za-z0-9_-]{43}$/;

/** A number for a case, such as `PC-7K2M-Q0ZD-4XNB`: 60 random bits in Crockford's letters, so that nobody counts the cases or finds another's. */
export function newCaseNumber(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `PC-${group()}-${group()}-${group()}`;
}

/** A number as it is stored, of one that somebody typed: small letters, and letters that look like digits, are read as Crockford reads them. Null: it is none. */
export function readCaseNumber(typed: string): string | null {
  if (typed.length > 40) return null;
  const [, ...groups] = NUMBER.exec(asCrockford(typed)) ?? [];
  return groups.length === 3 ? `PC-${groups.join('-')}` : null;
}

/** The `PC` in front is no part of what is read so. */
const asCrockford = (typed: string): string => {
  const letters = typed.trim().toUpperCase().replaceAll(/\s/g, '');
  return letters.slice(0, 2) + letters.slice(2).replaceAll('O', '0').replaceAll(/[IL]/g, '1');
};

/** What follows a case without an account: 256 random bits, and what is compared of them. */
export function newCaseCode(): { code: string; codeHash: string } {
  const code = randomBytes(32).toString('base64url');
  return { code, codeHash: codeHashOf(code) };
}

/** The hash of a code; of what is none a hash that nothing has. */
export const codeHashOf = (code: string): string =>
  createHash('sha256')
    .update(CODE.test(code) ? code : 'none')
    .digest('hex');
