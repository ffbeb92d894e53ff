import { createHash, randomBytes } from 'node:crypto';
import { invalidInput, type InvalidInput } from '../graphql/problems.ts';

/** A token that is sent by mail, taken apart. */
export interface ReadProof {
  /** By which it is found: 24 hex digits. */
  id: string;
  /** SHA-256 of the rest: what is stored of it. */
  hash: string;
}

const SHAPE = /^([0-9a-f]{24})([A-Za-z0-9_-]{43})$/;

/** A token of 256 random bits behind its id, a new one or one that is there. It has no sign that a mail program breaks. */
export function newProof(id = randomBytes(12).toString('hex')): ReadProof & { token: string } {
  const secret = randomBytes(32).toString('base64url');
  return { id, hash: hashOf(secret), token: id + secret };
}

/** Null for what is none. */
export function readProof(token: string): ReadProof | null {
  const [, id, secret] = SHAPE.exec(token.length > 200 ? '' : token.trim()) ?? [];
  return id && secret ? { id, hash: hashOf(secret) } : null;
}

/** Refuses what has not the form of a token; null for what has. */
export const tokenFault = (token: string): InvalidInput | null =>
  readProof(token) ? null : invalidInput('token', 'Expected the token of a mail, 67 characters, got something else.');

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
