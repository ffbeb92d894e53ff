import { integer, instant, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { workFields } from '../../../kit/work/work.fields.ts';

/** What is to be done for a case: a restriction carried out or taken back, or the officers reminded. */
const CASE_TASKS = ['RESTRICT', 'LIFT', 'REMIND'] as const;

/** Something that is done for a case at its time, by one process. Its id says what it is, so that it is there once. */
export const caseTaskRecord = record({
  collection: 'caseTasks',
  version: 1,
  fields: {
    ...workFields,
    caseId: text(24, undefined, '^[0-9a-f]{24}$'),
    task: oneOf(CASE_TASKS),
    /** Of a reminder: how much of the time is over, in percent; null: it is none. */
    share: nullable(integer(1, 99)),
    /** Of a reminder: the date that it is of. */
    of: nullable(instant()),
  },
  indexes: [{ keys: { dueAt: 1 } }, { keys: { caseId: 1 } }],
});

export type CaseTask = Recorded<typeof caseTaskRecord>;
