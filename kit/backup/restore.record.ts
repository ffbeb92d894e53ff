import { instant, nullable, text } from '../record/field.ts';
import { record, type Recorded } from '../record/record.ts';

/** The database that says whether the others were restored from a backup. It is in no backup. */
export const RESTORE_DATABASE = 'restore';

export const BY_OTHER_MEANS = 'other-means';

/** A restore, under the id of its backup, or `BY_OTHER_MEANS`. */
export const restoreRecord = record({
  collection: 'restores',
  version: 1,
  fields: {
    /** The moment that it brought back; null: nobody knows. */
    backupCreatedAt: nullable(instant()),
    startedAt: instant(),
    /** Null: it is under way, or was cut off, and nothing of the databases may be served. */
    finishedAt: nullable(instant()),
    /** When everybody was erased again who had been since; null: not yet, and nothing may be served. */
    openedAt: nullable(instant()),
  },
  indexes: [],
});

/** Which restore may write, one at a time. */
export const restoreTurnRecord = record({
  collection: 'restoreTurns',
  version: 1,
  fields: {
    holder: text(36),
    /** When another may take the turn; its holder puts it off. */
    until: instant(),
  },
  indexes: [],
});

export type RestoreTurn = Recorded<typeof restoreTurnRecord>;
