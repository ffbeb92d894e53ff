import { binary, flag, instant, integer, list, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

/** The id of the head on which the next batch is appended. The others have their size as id, like an entry. */
export const NEWEST = 'newest';

/** A signed head of the audit log, and what is needed to go on from it. */
export const auditHeadRecord = record({
  collection: 'auditHeads',
  version: 1,
  fields: {
    /** How many entries it is over. */
    size: integer(0, 2 ** 31 - 1),
    /** The complete subtrees, from left to right. */
    frontier: list(binary(32), 31),
    /** What was signed (`tree-head.ts`): it alone counts, the fields beside it are for finding and going on. */
    signed: text(1_000, undefined, '^[\\w-]+\\.[\\w-]+\\.[\\w-]+$'),
    at: instant(),
    /** The how many-th batch it closes; that of the newest rises with every append, so that of two at once one begins again. */
    batch: integer(0, 2 ** 31 - 1),
    /** The first over a further thousand entries: it is never thinned out. */
    landmark: flag(),
  },
  indexes: [{ keys: { landmark: 1, batch: 1 } }],
});

export type AuditHead = Recorded<typeof auditHeadRecord>;
