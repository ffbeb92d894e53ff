import { timingSafeEqual } from 'node:crypto';
import { base32, fromBase32, isBase32 } from './base32.ts';

/**
 * Keyed hashes of a text, the newest key's first, at least ten bytes each. Two while keys are changed: what was written under the older one is
 * still read.
 */
export type Signing = (text: string) => Promise<readonly Uint8Array[]>;

/** `b`, 12 bytes that say what it is about, and 10 bytes that prove that we said it: 80 bits, for an address that is good for nothing else. */
const PREFIX = 'b';
const ABOUT = 12;
const PROOF = 10;
const LENGTH = PREFIX.length + Math.ceil(((ABOUT + PROOF) * 8) / 5);
const ID = /^[0-9a-f]{24}$/;

/**
 * The address to which failures of a mail come back (VERP): it says which mail failed, to us and nobody else, and cannot be made up. `about`: 24
 * hex digits.
 */
export async function returnPathFor(about: string, domain: string, signing: Signing): Promise<string> {
  if (!ID.test(about)) throw new Error(`Expected 24 hex digits, got ${about.length} characters.`);
  const [proof] = await signing(about);
  return `${PREFIX}${base32(Buffer.concat([Buffer.from(about, 'hex'), proof!.subarray(0, PROOF)]))}@${domain}`;
}

/** What an address of this kind is about; null for one that we did not write. */
export async function readReturnPath(address: string, domain: string, signing: Signing): Promise<string | null> {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).toLowerCase();
  if (at !== LENGTH || address.slice(at + 1).toLowerCase() !== domain.toLowerCase()) return null;
  if (!local.startsWith(PREFIX) || !isBase32(local)) return null;
  const bytes = fromBase32(local.slice(PREFIX.length));
  // Its last letter has bits to spare.
  if (PREFIX + base32(bytes) !== local) return null;
  const [about, proof] = [bytes.subarray(0, ABOUT).toString('hex'), bytes.subarray(ABOUT, ABOUT + PROOF)];
  const proofs = await signing(about);
  return proofs.some((one) => timingSafeEqual(one.subarray(0, PROOF), proof)) ? about : null;
}
