import { binary, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { auditEventFields } from '../../../schema/events/audit-event.ts';

/** An entry of the audit log: `_id` is its place, counted from 0, with leading zeros so that the order of ids is that of the log. */
export const auditEntryRecord = record({
  collection: 'auditEntries',
  version: 1,
  fields: {
    ...auditEventFields,
    /** The id that the event had before it was taken in. */
    event: text(26, undefined, '^([0-7][0-9A-HJKMNP-TV-Z]{25}|[0-9a-f]{24})$'),
    /** Hash of the entry's canonical text, as a leaf of the log's tree. */
    leafHash: binary(32),
  },
  indexes: [{ keys: { subjectRef: 1 } }, { keys: { actor: 1 } }],
});

export type AuditEntry = Recorded<typeof auditEntryRecord>;
