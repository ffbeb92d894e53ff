import { instant, integer, text } from '../record/field.ts';
import { record, type Recorded } from '../record/record.ts';

/**
 * Up to which entry of the ledger of erasures this deployment knows: it has carried it out, or holds it as work that goes on by itself. It is in every backup,
 * as it was then.
 */
export const appliedTombstoneRecord = record({
  collection: 'appliedTombstones',
  version: 1,
  fields: {
    sequence: integer(1, 999_999_999),
    /** SHA-256 of that entry. */
    hash: text(64, undefined, '^[0-9a-f]{64}$'),
    at: instant(),
  },
  indexes: [],
});

export type AppliedTombstone = Recorded<typeof appliedTombstoneRecord>;
