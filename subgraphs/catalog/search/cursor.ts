import { hash } from 'node:crypto';
import { badInput } from '../../../kit/graphql/refusal.ts';

/**
 * Where a page ends. `key`: after the document with this value of the order's key and this `seq`, wherever that now is. `offset`:
 * after so many documents, the last of which was `id`, behind `before`; they find the place again when documents came, went or moved meanwhile.
 */
export type Position = { by: 'key'; value: number; seq: number } | PlacePosition;
export interface PlacePosition {
  by: 'offset';
  offset: number;
  id: string;
  /** Null: it was the first of all, or the cursor was given out before this was known. */
  before: string | null;
}

const MAX_OFFSET = 5_000_000;
const INSIDE =
  /^(?:\["k",(-?\d{1,16}(?:\.\d{1,12})?),(\d{1,16})\]|\["o",([1-9]\d{0,6}),"([0-9a-f]{24})"(?:,"([0-9a-f]{24})")?\])$/;

/** An opaque cursor that belongs to one search (its digest); it names no index generation, so it outlives a reindex. */
export function writeCursor(position: Position, digest: string): string {
  const text = JSON.stringify(bodyOf(position));
  return Buffer.from(`${seal(text, digest)}${text}`).toString('base64url');
}

function bodyOf(position: Position): (string | number)[] {
  if (position.by === 'key') return ['k', position.value, position.seq];
  const { offset, id, before } = position;
  return ['o', offset, id, ...(before === null ? [] : [before])];
}

/** Reads a cursor back, of the kind that the order gives out; refuses one that was changed, or that another search gave out. */
export function readCursor(cursor: string, digest: string, by: Position['by']): Position {
  const refusal = badInput(
    'Expected `after` to be a cursor of this very search (same query, filters, order and language), got another one.',
  );
  if (cursor.length > 300) throw refusal;
  const decoded = Buffer.from(cursor, 'base64url');
  const text = decoded.subarray(8).toString('utf8');
  if (decoded.subarray(0, 8).toString('latin1') !== seal(text, digest) || decoded.toString('base64url') !== cursor)
    throw refusal;
  // The seal is no secret: whoever reads this file can make one. So what is inside is checked like any other input.
  const position = positionIn(text);
  if (position?.by !== by) throw refusal;
  return position;
}

function positionIn(text: string): Position | null {
  const match = INSIDE.exec(text);
  if (!match) return null;
  const [, key, seq, offset, id, before = null] = match;
  if (id === undefined) return { by: 'key', value: Number(key), seq: Number(seq) };
  return Number(offset) <= MAX_OFFSET ? { by: 'offset', offset: Number(offset), id, before } : null;
}

/**
 * A short name of everything that decides which documents a search finds and in which order; made when a cursor first needs it.
 */
export function searchDigest(parts: readonly unknown[]): () => string {
  let digest: string | undefined;
  return () => (digest ??= sha256(JSON.stringify(parts), 16));
}

const seal = (text: string, digest: string): string => sha256(digest + text, 8);
const sha256 = (text: string, length: number): string => hash('sha256', text, 'base64url').slice(0, length);
