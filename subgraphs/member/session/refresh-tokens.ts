import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { derivedKey } from './derived-key.ts';

const SECRET_BYTES = 32;
const MARK_BYTES = 16;
const FORM = /^([0-9a-f]{24})\.([\w-]{64})$/;

/** A refresh token, taken apart: the session that it names, and its secret. */
export interface ReadToken {
  sessionId: string;
  secret: Buffer;
  /** Whether the directory gave it out, now or long ago. */
  ours: boolean;
}

/**
 * Refresh tokens: `<session>.<256 bits and a mark>`. Each follows from the one before it under a key that is derived from the key of the
 * session tokens (HKDF, RFC 5869), so that whoever lost an answer gets the same token again, and no secret is stored. The mark
 * tells a token that was in force once from one that somebody made up: the first means theft, the second nothing.
 */
export class RefreshTokens {
  readonly #key: Buffer;

  /** @param sessionKey Ed25519, PKCS #8 PEM. */
  constructor(sessionKey: string) {
    this.#key = derivedKey(sessionKey, 'refresh tokens');
  }

  /** The first token of a session. */
  first(sessionId: string): string {
    return this.#written(sessionId, this.#mac('first', sessionId, ''));
  }

  /** The token that follows another. */
  after({ sessionId, secret }: Pick<ReadToken, 'sessionId' | 'secret'>): string {
    return this.#written(sessionId, this.#mac('next', sessionId, secret));
  }

  /** The token that a session has after it was refreshed so often. */
  nth(sessionId: string, generation: number): string {
    let token = this.first(sessionId);
    for (let n = 0; n < generation; n++) token = this.after(this.read(token)!);
    return token;
  }

  /** Null for what has not the form of one. */
  read(token: string): ReadToken | null {
    const [, sessionId, rest] = FORM.exec(token) ?? [];
    if (!sessionId || !rest) return null;
    const bytes = Buffer.from(rest, 'base64url');
    const [secret, mark] = [bytes.subarray(0, SECRET_BYTES), bytes.subarray(SECRET_BYTES)];
    return { sessionId, secret, ours: timingSafeEqual(mark, this.#mark(sessionId, secret)) };
  }

  #written(sessionId: string, secret: Buffer): string {
    return `${sessionId}.${Buffer.concat([secret, this.#mark(sessionId, secret)]).toString('base64url')}`;
  }

  #mark(sessionId: string, secret: Buffer): Buffer {
    return this.#mac('mark', sessionId, secret).subarray(0, MARK_BYTES);
  }

  #mac(what: string, sessionId: string, of: Buffer | string): Buffer {
    return createHmac('sha256', this.#key).update(`${what}\n${sessionId}\n`).update(of).digest();
  }
}

/** How a token is stored. */
export const tokenHash = (token: string): Buffer => Buffer.from(hash('sha256', token, 'hex'), 'hex');
