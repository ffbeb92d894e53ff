import { nullable, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

/** How far the catalog has taken in the events of a topic (`_id`). */
export const eventPositionRecord = record({
  collection: 'eventPositions',
  version: 1,
  fields: {
    /** Change-stream position as extended JSON; null: everything must be read anew. */
    resumeToken: nullable(text(2_000)),
  },
  indexes: [],
});

export type EventPosition = Recorded<typeof eventPositionRecord>;
