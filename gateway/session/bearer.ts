import { Refusal } from '../error/refusal.ts';

/** A token has about 500 characters; what is longer is not looked at. */
const LONGEST = 4_096;
const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** Refuses whoever says who they are in a way that does not hold. Nothing of what came is repeated. */
export const unauthenticated = (message: string): Refusal => new Refusal('UNAUTHENTICATED', message, 401);

/** The token in a request's Authorization headers (RFC 6750, 2.1). Throws a Refusal unless there is one header, with one token. */
export function bearerOf(headers: readonly string[]): string {
  if (headers.length !== 1)
    throw unauthenticated(`Expected one Authorization header, got ${headers.length}. Send one, or none.`);
  const [header = ''] = headers;
  const token = header.length <= LONGEST ? BEARER.exec(header)?.[1] : undefined;
  if (token !== undefined) return token;
  throw unauthenticated(
    'Expected the header `Authorization: Bearer TOKEN` with a session token, got something else. Sign in, or leave the header out to ask as nobody.',
  );
}
