import { createHmac, hash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const ISSUER = 'Trade Directory';
const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
/** RFC 4648 base 32 in small letters: none is mistaken for another by ear. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const RECOVERY_LETTERS = 16;

const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({
    issuer: ISSUER,
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
  });

/** A secret for an app that shows codes, in base 32: 160 bits, as RFC 4226 recommends. */
export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** The address that such an app reads from a picture. `label`: by what its holder tells it from others. */
export const uriOf = (secret: string, label: string): string => totpOf(secret, label).toString();

/**
 * The time step (RFC 6238) whose code was given, of those before, at and after an instant; null: none of them. A step counts once: whoever
 * takes the code remembers it, and takes no earlier one.
 */
export function stepOf(secret: string, code: string, at: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret, '').validate({ token: code, timestamp: at.getTime(), window: 1 });
  return delta === null ? null : Math.floor(at.getTime() / 1_000 / PERIOD_SECONDS) + delta;
}

/** What was typed as a code, without the blanks and hyphens that people put in. */
export const codeForm = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toLowerCase();

/**
 * Codes for when the app is lost, each for one sign-in, 80 bits each. They follow from the secret under a key, so that whoever lost the answer
 * gets the same ones; stored is of each whether it is still to be had, as a hash.
 */
export const recoveryCodesOf = (key: Buffer, accountId: string, secret: string): string[] =>
  Array.from({ length: RECOVERY_CODES }, (_, n) => {
    const bytes = createHmac('sha256', key).update(`${accountId}\n${secret}\n${n}`).digest();
    const letters = [...bytes.subarray(0, RECOVERY_LETTERS)].map((byte) => LETTERS[byte % LETTERS.length]);
    return letters.join('').replaceAll(/(.{4})(?=.)/g, '$1-');
  });

/** How a recovery code is stored. */
export const recoveryHash = (code: string): string => hash('sha256', codeForm(code), 'base64url');
