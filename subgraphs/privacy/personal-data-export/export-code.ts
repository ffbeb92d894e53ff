import { randomInt, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: no letter is taken for a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** Forty random bits: few enough to be typed, and too many for five guesses. */
export const newCode = (): string => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** As people read it: `ABCD-EFGH`. */
export const writtenCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** Whether somebody typed the code, however they wrote it. */
export function isCode(typed: string, code: string): boolean {
  const read = typed
    .slice(0, 40)
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return read.length === LENGTH && timingSafeEqual(Buffer.from(read), Buffer.from(code));
}
