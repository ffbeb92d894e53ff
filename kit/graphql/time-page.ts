import { badInput } from './refusal.ts';

/** A place in a list that stands in the order of time. */
export interface TimePlace {
  at: Date;
  /** 24 hexadecimal characters: tells apart what happened in one millisecond. */
  id: string;
}

const SHAPE = /^(\d{1,15})-([0-9a-f]{24})$/;

export const writeTimeCursor = ({ at, id }: TimePlace): string =>
  Buffer.from(`${at.getTime()}-${id}`).toString('base64url');

/** Null for the beginning. Throws BAD_USER_INPUT for what is no cursor. */
export function readTimeCursor(after: string | null | undefined): TimePlace | null {
  if (after == null) return null;
  const text = after.length > 60 ? '' : Buffer.from(after, 'base64url').toString('latin1');
  const [, at, id] = SHAPE.exec(text) ?? [];
  if (!at || !id) throw badInput('Expected `after` to be a cursor of this list, got something else.');
  return { at: new Date(Number(at)), id };
}

/** What stands behind a place in a list by a field and, in one millisecond, by id; `newest` first or `oldest`. Nothing is asked for the beginning. */
export function behind(field: string, after: TimePlace | null, first: 'newest' | 'oldest'): object {
  if (!after) return {};
  const further = first === 'newest' ? '$lt' : '$gt';
  return { $or: [{ [field]: { [further]: after.at } }, { [field]: after.at, _id: { [further]: after.id } }] };
}

/** The page of a list of which one more was read than the page shows. */
export function timePage<T, N>(
  found: readonly T[],
  size: number,
  after: TimePlace | null,
  placeOf: (item: T) => TimePlace,
  present: (item: T) => N,
) {
  const edges = found.slice(0, size).map((item) => ({ cursor: writeTimeCursor(placeOf(item)), node: present(item) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
