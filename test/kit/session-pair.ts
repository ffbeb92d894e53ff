import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createSessionSigner } from '../../kit/session/session-token.ts';
import type { Role } from '../../kit/viewer/viewer.ts';

export interface SessionPair {
  privateKey: string;
  publicKey: string;
  /** A session token for an account of its own. */
  token: (roles: readonly Role[], accountId?: string) => Promise<string>;
  /** The headers of somebody signed in with these roles. */
  bearer: (...roles: Role[]) => Promise<{ authorization: string }>;
}

/** A key pair for sessions, and sessions signed with it for a quarter of an hour. */
export function sessionPair(
  privateKey: string = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
): SessionPair {
  const sign = createSessionSigner(privateKey);
  const token: SessionPair['token'] = (roles, accountId = '65f0000000000000000000aa') =>
    sign({ accountId, sessionId: randomBytes(12).toString('hex'), roles, seconds: 900 });
  return {
    privateKey,
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
    token,
    bearer: async (...roles) => ({ authorization: `Bearer ${await token(roles)}` }),
  };
}

/** Which session a token is of. */
export const sessionIn = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sid: string }).sid;
