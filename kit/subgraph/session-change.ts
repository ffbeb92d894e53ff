import { anonymous, type Viewer } from '../viewer/viewer.ts';
import { sessionTokens, type SessionChange, type SessionTokens } from './session-tokens.ts';
import type { SubgraphRequest } from './subgraph.ts';

/** What a client whose browser keeps the tokens sends, and gets, in the place of each. */
export const IN_COOKIE = 'cookie';

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
