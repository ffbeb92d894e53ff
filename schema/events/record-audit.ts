import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { databaseOf } from '../../kit/record/held-version.ts';
import type { RecordDeclaration } from '../../kit/record/record.ts';
import { auditEventRecord, type AuditEvent } from './audit-event.ts';

type Told = Pick<AuditEvent, 'actor' | 'role' | 'action' | 'count' | 'reason'>;
type TellableOnly = Partial<Pick<AuditEvent, 'subjectRef' | 'reasonRef' | 'requestId'>>;

/** What whoever acts says of it. What is left out is null. */
export interface Audited extends Told, TellableOnly {
  /** The record that was touched, by its declaration: a name that somebody typed cannot get in. */
  record?: Pick<RecordDeclaration, 'collection'> | null;
}

const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Writes down what is done to personal data, for the audit log. A change is written in the transaction that changes (`session`, of
 * the same client as `events`), so that neither is without the other; a read is written before what was read is shown. Rejects what
 * is no code, no opaque reference or out of bounds, and then nothing must be done. A request id that is no UUID is left out.
 */
export async function recordAudit(events: Connection, audited: Audited, session?: ClientSession): Promise<void> {
  const { actor, role, action, count, reason, subjectRef = null, record, reasonRef = null, requestId } = audited;
  const at = new Date();
  await databaseOf(events)
    .collection<AuditEvent>(auditEventRecord.collection)
    .insertOne(
      {
        _id: at.getTime().toString(16).padStart(12, '0') + randomBytes(6).toString('hex'),
        at,
        actor,
        role,
        action,
        subjectRef,
        record: record?.collection ?? null,
        count,
        reason,
        reasonRef,
        requestId: requestId && REQUEST_ID.test(requestId) ? requestId : null,
      },
      { session },
    );
}
