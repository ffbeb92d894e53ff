import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { agedValue } from './aged-value.ts';

/** By what the Apple Push Notification service knows a provider of messages. */
export interface ApnsKey {
  /** P-256, PKCS #8 PEM. */
  key: string;
  keyId: string;
  teamId: string;
}

/** It takes a token for an hour, and not two within twenty minutes. */
const GOOD_MS = 50 * 60_000;

/** The Authorization header for APNs: a token that we sign ourselves, kept while it is good. */
export function apnsAuthorization({ key, keyId, teamId }: ApnsKey, now?: () => number): () => Promise<string> {
  const signing = createPrivateKey(key);
  return agedValue(async (at) => {
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setIssuedAt(new Date(at))
      .sign(signing);
    return { value: `bearer ${token}`, until: at + GOOD_MS };
  }, now);
}
