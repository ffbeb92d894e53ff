import { leafHash } from '../../../kit/merkle/hash.ts';
import type { AuditEvent } from '../../../schema/events/audit-event.ts';
import type { AuditEntry } from './audit-entry.record.ts';

const DIGITS = 12;
/** How many fields an entry has, with its id: one more or less, and it is not as it was written. */
const FIELDS = 13;

export const entryId = (sequence: number): string => String(sequence).padStart(DIGITS, '0');

/** The place that an id names; null when it is the id of no entry. */
export const sequenceOf = (id: unknown): number | null =>
  typeof id === 'string' && /^\d{12}$/.test(id) ? Number(id) : null;

/**
 * The text whose hash is the entry's leaf: JSON in the canonical form of RFC 8785 (members in order of name, no blanks, times in UTC
 * with milliseconds). It holds the place, so that entries that changed places are not what they were.
 */
export function canonicalEntry(entry: Omit<AuditEntry, 'leafHash'>): string {
  const { action, actor, at, count, event, reason, reasonRef, record, requestId, role, _id, subjectRef } = entry;
  const sequence = Number(_id);
  return JSON.stringify({
    action,
    actor,
    at: at.toISOString(),
    count,
    event,
    reason,
    reasonRef,
    record,
    requestId,
    role,
    sequence,
    subjectRef,
  });
}

/** The entry that an event becomes at its place. */
export function entryOf({ _id: event, ...fields }: AuditEvent, sequence: number): AuditEntry & { leafHash: Buffer } {
  const entry = { _id: entryId(sequence), ...fields, event };
  return { ...entry, leafHash: leafHash(canonicalEntry(entry)) };
}

/** Its canonical text as it stands now; null for what no entry looks like. */
export function textOf(stored: AuditEntry): string | null {
  try {
    return Object.keys(stored).length === FIELDS ? canonicalEntry(stored) : null;
  } catch {
    return null;
  }
}
