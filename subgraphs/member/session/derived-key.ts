import { createPrivateKey, hkdfSync } from 'node:crypto';

/**
 * A secret of 256 bits for one purpose, derived from the key of session tokens (HKDF-SHA-256, RFC 5869): no further secret has to be kept,
 * and none says anything of another.
 *
 * @param sessionKey Ed25519, PKCS #8 PEM.
 */
export function derivedKey(sessionKey: string, purpose: string): Buffer {
  const seed = createPrivateKey(sessionKey).export({ format: 'jwk' }).d!;
  return Buffer.from(hkdfSync('sha256', Buffer.from(seed, 'base64url'), '', purpose, 32));
}
