import { createPrivateKey, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Role } from '../viewer/viewer.ts';
import { publishedKeyOf } from '../keys/published-key.ts';

/**
 * What every session token says of itself: an access token as RFC 9068 has it, signed with Ed25519 by whoever keeps the accounts,
 * and read by the gateway alone.
 */
export const SESSION = {
  algorithm: 'EdDSA',
  type: 'at+jwt',
  issuer: 'member',
  audience: 'gateway',
  /** From `iat` to `exp`, at the most. */
  longestSeconds: 3_600,
} as const;

/** RFC 9068 wants the client named; the directory has one. */
const CLIENT = 'directory';

export interface Session {
  /** Opaque: says nothing by itself of whose account it is. */
  accountId: string;
  /** The sign-in that the token belongs to (`sid`): 24 hex digits. */
  sessionId: string;
  roles: readonly Role[];
  /** Seconds from now, at most an hour. */
  seconds: number;
}

/** Signs session tokens. Throws RangeError for a session that is longer than the gateway takes. */
export function createSessionSigner(privateKeyPem: string): (session: Session) => Promise<string> {
  const key = createPrivateKey(privateKeyPem);
  const named = publishedKeyOf(privateKeyPem);
  return async ({ accountId, sessionId, roles, seconds }) => {
    if (!(seconds > 0 && seconds <= SESSION.longestSeconds))
      throw new RangeError(`Expected a session of 1 to ${SESSION.longestSeconds} seconds, got ${seconds}.`);
    const now = Math.floor(Date.now() / 1_000);
    return new SignJWT({ sid: sessionId, roles, client_id: CLIENT })
      .setProtectedHeader({ alg: SESSION.algorithm, typ: SESSION.type, kid: (await named).kid })
      .setIssuer(SESSION.issuer)
      .setAudience(SESSION.audience)
      .setSubject(accountId)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .setJti(randomUUID())
      .sign(key);
  };
}
