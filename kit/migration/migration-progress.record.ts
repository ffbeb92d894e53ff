import { instant, integer, nullable, text } from '../record/field.ts';
import { record } from '../record/record.ts';

/** How far a migration has come, in the database that it changes; `_id` is the migration's. What is done stays, as a history. */
export const migrationProgressRecord = record({
  collection: 'migrations',
  version: 1,
  fields: {
    collection: text(100),
    /** `_id` of the last document looked at in this pass; null: a pass begins. */
    after: nullable(text(500)),
    changed: integer(0, 2 ** 40),
    startedAt: instant(),
    finishedAt: nullable(instant()),
  },
  indexes: [],
});
