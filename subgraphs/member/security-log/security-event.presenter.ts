import { globalId } from '../../../kit/global-id/global-id.ts';
import { badInput } from '../../../kit/graphql/refusal.ts';
import type { SecurityEventRecord } from './security-event.record.ts';

const CURSOR = /^(\d{1,16})\.([0-9a-f]{24})$/;

export const presentSecurityEvent = ({ _id, kind, at, count, network, device }: SecurityEventRecord) => ({
  __typename: 'SecurityEvent' as const,
  id: globalId('SecurityEvent', _id),
  kind,
  at,
  count,
  network,
  device,
});

/** A page of the log. `records` may be one more than `first`: then another page follows. */
export function presentSecurityEvents(records: readonly SecurityEventRecord[], first: number, after: string | null) {
  const edges = records.slice(0, first).map((record) => ({
    cursor: Buffer.from(`${record.at.getTime()}.${record._id}`).toString('base64url'),
    node: presentSecurityEvent(record),
  }));
  const pageInfo = {
    hasNextPage: records.length > first,
    hasPreviousPage: after !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

/** Where a page begins. Throws BAD_USER_INPUT for what is no cursor of the log. */
export function positionOf(after: string): { at: Date; id: string } {
  const [, at, id] = CURSOR.exec(Buffer.from(after.slice(0, 100), 'base64url').toString('latin1')) ?? [];
  if (!at || !id) throw badInput('Expected `after` to be a cursor of this list, got something else.');
  return { at: new Date(Number(at)), id };
}
