import { createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose';
import { z } from 'zod';
import { ed25519PublicKeys } from '../config/setting.ts';

/** What a key is for that signs certificates, and nothing else. */
export const CERTIFICATE_PURPOSE = 'erasure-certificate';

/** A public key of Ed25519 as others are given it (RFC 7517). */
export interface PublishedKey {
  /** Its name in the header of what it signed: its SHA-256 thumbprint (RFC 7638). */
  kid: string;
  key: KeyObject;
  /** `purpose` says what it is for, and nothing else that it signs counts; absent: sessions. */
  jwk: JWK & { purpose?: string };
}

/** The public half of a key in PEM, whichever half is given. */
export async function publishedKeyOf(pem: string, purpose?: string): Promise<PublishedKey> {
  const key = createPublicKey(pem);
  const bare = await exportJWK(key);
  const kid = await calculateJwkThumbprint(bare);
  return { kid, key, jwk: { ...bare, kid, alg: 'EdDSA', use: 'sig', ...(purpose !== undefined && { purpose }) } };
}

/** The keys of one purpose in a file: a key set (JWKS), or public keys in PEM, one after the other. Throws where it is neither. */
export async function publishedKeysIn(text: string, purpose: string): Promise<PublishedKey[]> {
  if (!text.trimStart().startsWith('{'))
    return Promise.all(ed25519PublicKeys.type.parse(text).map((pem) => publishedKeyOf(pem, purpose)));
  return Promise.all(
    KEY_SET.parse(JSON.parse(text))
      .keys.filter((jwk) => jwk.purpose === purpose)
      .map((jwk) => publishedKeyOf(pemOf(jwk), purpose)),
  );
}

/** Its own names of keys are not believed: a name is worked out of the key. */
const KEY_SET = z.object({
  keys: z.array(
    z.object({ kty: z.string(), crv: z.string().optional(), x: z.string().optional(), purpose: z.string().optional() }),
  ),
});

const pemOf = ({ kty, crv, x }: z.infer<typeof KEY_SET>['keys'][number]): string =>
  createPublicKey({ key: { kty, crv, x }, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
