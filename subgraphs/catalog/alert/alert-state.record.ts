import { instant, nullable, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

/** How far products have been held against saved searches, and who does it; one document, `products`. */
export const alertStateRecord = record({
  collection: 'alertStates',
  version: 1,
  fields: {
    /** Change-stream position up to which all matches are written; null: it was lost, or all begins. */
    resumeToken: nullable(text(2_000)),
    /** When the products that were there already had been looked at; null: not yet, and they are told to nobody. */
    begunAt: nullable(instant()),
    leaseOwner: nullable(text(60)),
    leaseUntil: nullable(instant()),
  },
  indexes: [],
});

export type AlertState = Recorded<typeof alertStateRecord>;
