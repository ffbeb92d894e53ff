import { createSessionSigner } from '../../../kit/session/session-token.ts';
import type { Role } from '../../../kit/viewer/viewer.ts';
import type { Held } from './sessions.ts';
import { IDLE_SECONDS } from './session.record.ts';

/** Longer than any request, and short enough that what the token says of its holder is soon true again. */
const SECONDS = 10 * 60;

/** What somebody who is signed in asks and goes on with. */
export interface Tokens {
  sessionId: string;
  accountId: string;
  roles: readonly Role[];
  accessToken: string;
  refreshToken: string;
  /** For how many seconds from now the refresh token may be used. */
  refreshSeconds: number;
  /** Until when the access token holds. */
  expiresAt: Date;
}

export type IssueTokens = (held: Held, roles: readonly Role[]) => Promise<Tokens>;

/** @param sessionKey Ed25519, PKCS #8 PEM. */
export function tokenIssuer(sessionKey: string): IssueTokens {
  const sign = createSessionSigner(sessionKey);
  return async ({ sessionId, accountId, refreshToken }, roles) => {
    const expiresAt = new Date(Date.now() + SECONDS * 1_000);
    const accessToken = await sign({ accountId, sessionId, roles, seconds: SECONDS });
    return { sessionId, accountId, roles, accessToken, refreshToken, refreshSeconds: IDLE_SECONDS, expiresAt };
  };
}
