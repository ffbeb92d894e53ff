import { integer, instant, nullable, optional, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

/**
 * Where an index stands, one document an index (`_id`: `products`, `companies`). Searches ask the live generation; a rebuild
 * makes the next one beside it and then moves the pointer, which is the whole of the swap.
 */
export const indexStateRecord = record({
  collection: 'indexStates',
  version: 2,
  fields: {
    /** Name of the engine's index that answers searches; empty before the first build is done. */
    live: text(60),
    /** How the live index was made: `made` of its source then; absent: before that was written down. */
    made: optional(integer(1, 10_000)),
    /** Name of the index that a rebuild is filling; null when none runs. */
    building: nullable(text(60)),
    /** Until when that rebuild counts as alive without a sign of life. */
    buildingUntil: optional(nullable(instant())),
    /** Change-stream position (extended JSON) up to which the live index has taken everything in. */
    resumeToken: nullable(text(2_000)),
    /** Who follows the changes, and until when that holds without a renewal. */
    leaseOwner: nullable(text(60)),
    leaseUntil: nullable(instant()),
    swappedAt: nullable(instant()),
    documents: integer(0, 2 ** 40),
  },
  indexes: [],
});

export type IndexState = Recorded<typeof indexStateRecord>;
