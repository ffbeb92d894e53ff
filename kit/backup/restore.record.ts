import { instant, nullable } from '../record/field.ts';
import { record, type Recorded } from '../record/record.ts';

/** The database that says whether the others were restored from a backup. It is in no backup. */
export const RESTORE_DATABASE = 'restore';

/** The one restore that these databases come from; absent: they were never restored. Its id is that of the backup. */
export const restoreRecord = record({
  collection: 'restores',
  version: 1,
  fields: {
    /** The moment whose state it brought back. */
    backupCreatedAt: instant(),
    startedAt: instant(),
    /** Null: it is under way, or was cut off, and nothing may be served. */
    finishedAt: nullable(instant()),
    /** When everything that was erased since the backup was erased again; null: not yet. */
    replayedAt: nullable(instant()),
  },
  indexes: [],
});

export type RestoreRecord = Recorded<typeof restoreRecord>;
