import { errors, jwtVerify, type JWK } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { publishedKeyOf, type PublishedKey } from '../../kit/keys/published-key.ts';
import { SESSION } from '../../kit/session/session-token.ts';
import { ROLES, type Viewer } from '../../kit/viewer/viewer.ts';
import { bearerOf, unauthenticated } from './bearer.ts';

/** How far the clock of whoever signs may be off. */
const TOLERANCE_SECONDS = 5;
const MOST_REMEMBERED = 10_000;

/** What a token says beyond issuer and audience. A role that is not known makes the whole token invalid. */
const claims = z
  .object({
    sub: z.string().regex(/^[\w-]{1,64}$/),
    sid: z.string().regex(/^[0-9a-f]{24}$/),
    roles: z.array(z.enum(ROLES)).max(ROLES.length),
    jti: z.string().min(1),
    iat: z.number(),
    exp: z.number(),
  })
  .refine(({ iat, exp }) => exp - iat <= SESSION.longestSeconds);

interface Remembered {
  viewer: Viewer;
  /** Milliseconds since 1970 from which on it counts no more. */
  until: number;
}

/** From a session token to who asks. A token that held is remembered until it expires, and is not verified twice. */
export class Sessions {
  /** What others need to verify a token themselves. */
  readonly published: readonly JWK[];
  readonly #keys: ReadonlyMap<string, PublishedKey['key']>;
  readonly #now: () => number;
  readonly #remembered = new LRUCache<string, Remembered>({ max: MOST_REMEMBERED });

  private constructor(keys: readonly PublishedKey[], now: () => number) {
    this.published = keys.map(({ jwk }) => jwk);
    this.#keys = new Map(keys.map(({ kid, key }) => [kid, key]));
    this.#now = now;
  }

  /** @param publicKeys Ed25519, SPKI PEM; a token signed by none of them is refused. */
  static async open(publicKeys: readonly string[], now: () => number = Date.now): Promise<Sessions> {
    return new Sessions(await Promise.all(publicKeys.map((pem) => publishedKeyOf(pem))), now);
  }

  /** Who asks, by the Authorization headers of a request. Throws a Refusal, `UNAUTHENTICATED`, for what is no session that holds. */
  async viewerOf(headers: readonly string[]): Promise<Viewer> {
    return this.viewerOfToken(bearerOf(headers));
  }

  /** Who asks by an access token. Throws a Refusal, `UNAUTHENTICATED`, for one that does not hold. */
  async viewerOfToken(token: string): Promise<Viewer> {
    const known = this.#remembered.get(token);
    if (known && this.#now() < known.until) return known.viewer;
    this.#remembered.delete(token);
    const { viewer, until } = await this.#verified(token);
    this.#remembered.set(token, { viewer, until });
    return viewer;
  }

  async #verified(token: string): Promise<Remembered> {
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => this.#keyOf(kid), {
        algorithms: [SESSION.algorithm],
        typ: SESSION.type,
        issuer: SESSION.issuer,
        audience: SESSION.audience,
        maxTokenAge: SESSION.longestSeconds,
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: new Date(this.#now()),
      });
      const { sub, sid, roles, exp } = claims.parse(payload);
      return {
        viewer: { kind: 'account', accountId: sub, sessionId: sid, roles },
        until: (exp + TOLERANCE_SECONDS) * 1_000,
      };
    } catch (error) {
      throw error instanceof errors.JWTExpired
        ? unauthenticated('Expected a session that still holds, got one that has expired. Sign in again.')
        : unauthenticated('Expected a session token of this directory, got one that is not valid. Sign in again.');
    }
  }

  #keyOf(kid: unknown): PublishedKey['key'] {
    const key = typeof kid === 'string' && this.#keys.get(kid);
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  }
}
