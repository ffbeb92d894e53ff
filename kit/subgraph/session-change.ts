import { z } from 'zod';
import { anonymous, type Viewer } from '../viewer/viewer.ts';
import type { SubgraphRequest } from './subgraph.ts';

/** What a client whose browser keeps the tokens sends, and gets, in the place of each. */
export const IN_COOKIE = 'cookie';

/** What the gateway is told of a sign-in, beside the answer; clients do not see it. */
const sessionTokens = z.object({
  /** Verified by the gateway as if a client had sent it: what follows in the operation is asked by its viewer. */
  accessToken: z.string().max(4_096),
  refreshToken: z.string().max(4_096),
  /** For how many seconds from now the refresh token may be used. */
  refreshSeconds: z.number().int().positive(),
});
export type SessionTokens = z.infer<typeof sessionTokens>;

/** What an operation did to the session by which it was asked: `null` ended it. */
export type SessionChange = SessionTokens | null;

/** From here on the operation is asked by the one who has just signed in: in this subgraph at once, in the others when it answers. */
export function openSession(
  context: SubgraphRequest,
  viewer: Extract<Viewer, { kind: 'account' }>,
  tokens: SessionTokens,
): void {
  context.viewer = viewer;
  context.sessionChange = tokens;
}

/** From here on the operation is asked by nobody; a browser forgets its cookies. */
export function endSession(context: SubgraphRequest): void {
  context.viewer = anonymous;
  context.sessionChange = null;
}

/** The refresh token that a client means: the one in its cookie when it says so, else what it gave. */
export const refreshTokenOf = ({ refreshToken }: SubgraphRequest, given: string): string =>
  given === IN_COOKIE && refreshToken ? refreshToken : given;

/** The part of an answer's `extensions` that tells of a change; nothing when there was none. */
export const toldChange = ({ sessionChange }: SubgraphRequest): { session: SessionChange } | undefined =>
  sessionChange === undefined ? undefined : { session: sessionChange };

/** Reads it; undefined: nothing changed, or what came is nothing of the kind. */
export function changeTold(extensions: unknown): SessionChange | undefined {
  if (typeof extensions !== 'object' || extensions === null || !('session' in extensions)) return undefined;
  return sessionTokens.nullable().safeParse(extensions.session).data;
}
