import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto';

/**
 * A value sealed with AES-256-GCM (NIST SP 800-38D) under a data key:
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | `TDS1`, the format |
 * | 12 | nonce, random: at most 2^32 values may be sealed under one key, and one person has far fewer |
 * | n | ciphertext, as long as the value |
 * | 16 | tag |
 *
 * `bound` is additional data: where the value stands and whose it is. Moved elsewhere, it does not open.
 */
export const SEALED_MARK = Buffer.from('TDS1');

const MARK = 4;
const NONCE = 12;
const TAG = 16;
const HEAD = MARK + NONCE;

const pool = Buffer.alloc(NONCE * 512);
let used = pool.length;

/** Random bytes are drawn for many nonces at once: one draw costs as much as a seal. */
function nonceInto(target: Buffer): void {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  pool.copy(target, MARK, used, used + NONCE);
  pool.fill(0, used, used + NONCE);
  used += NONCE;
}

export function seal(value: Buffer, key: KeyObject, bound: string): Buffer {
  const sealed = Buffer.allocUnsafe(HEAD + value.length + TAG);
  SEALED_MARK.copy(sealed);
  nonceInto(sealed);
  const cipher = createCipheriv('aes-256-gcm', key, sealed.subarray(MARK, HEAD), { authTagLength: TAG });
  cipher.setAAD(Buffer.from(bound));
  cipher.update(value).copy(sealed, HEAD);
  cipher.final();
  cipher.getAuthTag().copy(sealed, HEAD + value.length);
  return sealed;
}

/** The value; null when it is none that was sealed under this key for this place. */
export function open(sealed: Buffer, key: KeyObject, bound: string): Buffer | null {
  if (sealed.length < HEAD + TAG || SEALED_MARK.compare(sealed, 0, MARK) !== 0) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(MARK, HEAD), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(sealed.subarray(-TAG));
  const value = decipher.update(sealed.subarray(HEAD, -TAG));
  try {
    decipher.final();
    return value;
  } catch {
    return null;
  }
}
