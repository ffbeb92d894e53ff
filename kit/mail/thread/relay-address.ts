import { randomBytes } from 'node:crypto';
import { base32, isBase32 } from './base32.ts';

/** 16 random bytes: 128 bits, which nobody guesses. */
const BYTES = 16;
const LENGTH = 26;

/** The part before `@` of an address that nobody can guess: 26 small letters and digits. */
export const newRelayLocalPart = (): string => base32(randomBytes(BYTES));

/** The part before `@` of such an address on a domain, whatever the case; null for what has not its form. */
export function relayLocalPart(address: string, domain: string): string | null {
  const at = address.lastIndexOf('@');
  if (at !== LENGTH || address.slice(at + 1).toLowerCase() !== domain.toLowerCase()) return null;
  const local = address.slice(0, at).toLowerCase();
  return isBase32(local) ? local : null;
}
