import { z } from 'zod';

/** What the gateway is told of a sign-in, beside the answer; clients do not see it. */
export const sessionTokens = z.object({
  /** Verified by the gateway as if a client had sent it: what follows in the operation is asked by its viewer. */
  accessToken: z.string().max(4_096),
  refreshToken: z.string().max(4_096),
  /** For how many seconds from now the refresh token may be used. */
  refreshSeconds: z.number().int().positive(),
});
export type SessionTokens = z.infer<typeof sessionTokens>;

/** What an operation did to the session by which it was asked: `null` ended it. */
export type SessionChange = SessionTokens | null;
