import { integer, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { workFields } from '../../../kit/work/work.fields.ts';

/** REVIEW: officers are reminded of a hold. RESUME: an erasure that waits for holds looks anew. */
const LEGAL_HOLD_TASKS = ['REVIEW', 'RESUME'] as const;

/** Something that is done at its time because of legal holds, by one process. Its id says what it is, so that it is there once. */
export const legalHoldTaskRecord = record({
  collection: 'legalHoldTasks',
  version: 1,
  fields: {
    ...workFields,
    task: oneOf(LEGAL_HOLD_TASKS),
    /** The hold, or the erasure. */
    of: text(24, undefined, '^[0-9a-f]{24}$'),
    /** How often it was called: who ends it sees whether it was called again meanwhile. */
    calls: integer(0, 2 ** 31 - 1),
  },
  indexes: [{ keys: { dueAt: 1 } }],
});

export type LegalHoldTask = Recorded<typeof legalHoldTaskRecord>;
