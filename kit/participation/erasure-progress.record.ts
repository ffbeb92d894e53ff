import { instant, integer, text } from '../record/field.ts';
import { record, type Recorded } from '../record/record.ts';

/** An erasure that a legal hold keeps open goes on by it years later. */
const KEPT_SECONDS = 5 * 365 * 86_400;

/**
 * How many records an erasure has changed at one place so far: written in the transaction that changes them, so that a crash loses no count and
 * counts nothing twice. Says nothing of whom it is.
 */
export const erasureProgressRecord = record({
  collection: 'erasureProgress',
  version: 1,
  fields: {
    erasureId: text(24, undefined, '^[0-9a-f]{24}$'),
    store: text(100),
    collection: text(100),
    subjectPath: text(200),
    action: text(40),
    changed: integer(0, 2 ** 40),
    changedAt: instant(),
  },
  indexes: [{ keys: { erasureId: 1 } }, { keys: { changedAt: 1 }, expireAfterSeconds: KEPT_SECONDS }],
});

export type ErasureProgress = Recorded<typeof erasureProgressRecord>;
