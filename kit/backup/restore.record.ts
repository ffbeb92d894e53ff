import { instant, nullable } from '../record/field.ts';
import { record } from '../record/record.ts';

/** The database that says whether the others were restored from a backup. It is in no backup. */
export const RESTORE_DATABASE = 'restore';

/** A restore, under the id of its backup. */
export const restoreRecord = record({
  collection: 'restores',
  version: 1,
  fields: {
    /** The moment that it brought back. */
    backupCreatedAt: instant(),
    startedAt: instant(),
    /** Null: it is under way, or was cut off, and nothing of the databases may be served. */
    finishedAt: nullable(instant()),
  },
  indexes: [],
});
