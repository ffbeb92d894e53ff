import { badInput } from '../../../kit/graphql/refusal.ts';

/** A place in a list that stands in the order of counts, the greatest first. */
export interface CountPlace {
  count: number;
  id: string;
}

const SHAPE = /^(\d{1,15})-([0-9a-f]{24})$/;

export const writeCountCursor = ({ count, id }: CountPlace): string =>
  Buffer.from(`${count}-${id}`).toString('base64url');

/** Null for the beginning. Throws BAD_USER_INPUT for what is no cursor. */
export function readCountCursor(after: string | null | undefined): CountPlace | null {
  if (after == null) return null;
  const text = after.length > 60 ? '' : Buffer.from(after, 'base64url').toString('latin1');
  const [, count, id] = SHAPE.exec(text) ?? [];
  if (!count || !id) throw badInput('Expected `after` to be a cursor of this list, got something else.');
  return { count: Number(count), id };
}
