import { createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose';

/** A key that session tokens are verified by. */
export interface SessionKey {
  /** Its name in the header of a token: the key's SHA-256 thumbprint (RFC 7638). */
  kid: string;
  key: KeyObject;
  /** As published (RFC 7517). */
  jwk: JWK;
}

/** The public half of an Ed25519 key in PEM, whichever half is given. */
export async function sessionKeyOf(pem: string): Promise<SessionKey> {
  const key = createPublicKey(pem);
  const bare = await exportJWK(key);
  const kid = await calculateJwkThumbprint(bare);
  return { kid, key, jwk: { ...bare, kid, alg: 'EdDSA', use: 'sig' } };
}
