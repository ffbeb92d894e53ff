import type { IncomingHttpHeaders } from 'node:http';
import { decodeJwt } from 'jose';
import { getCookies, Headers, setCookie } from 'undici';
import type { SessionChange } from '../../kit/subgraph/session-tokens.ts';

/** A client asks with it that its browser keeps the tokens: `x-session-transport: cookie`. */
const TRANSPORT_HEADER = 'x-session-transport';

/** What a request's cookies hold of a session. */
export interface CookieSession {
  accessToken?: string | undefined;
  refreshToken?: string | undefined;
}

/**
 * Sessions in cookies of the browser, which no script of a page can read, and which it sends along with nothing that another site
 * began. In production they go over HTTPS alone, and no other host of the same domain can plant them (`__Host-`).
 */
export class Cookies {
  readonly #access: string;
  readonly #refresh: string;
  readonly #secure: boolean;

  /** @param secure false: in development, over plain HTTP */
  constructor(secure: boolean) {
    this.#secure = secure;
    [this.#access, this.#refresh] = ['access', 'refresh'].map((name) => (secure ? `__Host-${name}` : name)) as [
      string,
      string,
    ];
  }

  read({ cookie }: IncomingHttpHeaders): CookieSession {
    if (cookie === undefined) return {};
    const found = getCookies(new Headers({ cookie }));
    return { accessToken: found[this.#access], refreshToken: found[this.#refresh] };
  }

  /** The `Set-Cookie` lines that follow from what happened to the session. Each cookie goes when its token does. */
  lines(change: SessionChange): string[] {
    return change
      ? [
          this.#line(this.#access, change.accessToken, secondsOf(change.accessToken)),
          this.#line(this.#refresh, change.refreshToken, change.refreshSeconds),
        ]
      : [this.#line(this.#access, '', 0), this.#line(this.#refresh, '', 0)];
  }

  /** Those that take the access token away, and leave the refresh token, by which another can be had. */
  withoutAccess(): string[] {
    return [this.#line(this.#access, '', 0)];
  }

  #line(name: string, value: string, maxAge: number): string {
    const headers = new Headers();
    setCookie(headers, { name, value, maxAge, path: '/', httpOnly: true, secure: this.#secure, sameSite: 'Strict' });
    return headers.getSetCookie()[0]!;
  }
}

const secondsOf = (token: string): number => Math.max(0, (decodeJwt(token).exp ?? 0) - Math.floor(Date.now() / 1_000));

export const wantsCookies = (headers: IncomingHttpHeaders): boolean => headers[TRANSPORT_HEADER] === 'cookie';

/** Headers that a page of another site cannot send before it has been allowed to. */
const OWN_HEADERS = [
  TRANSPORT_HEADER,
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'graphql-require-preflight',
];

/**
 * Whether a request with cookies was begun by a page that may: it comes from this host or an allowed origin, or has a header that
 * no other page could send.
 */
export function isOurs(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin !== undefined && (origins.includes(origin) || hostOf(origin) === host)) return true;
  return OWN_HEADERS.some((name) => headers[name] !== undefined);
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
