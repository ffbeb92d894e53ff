import { binary, instant, list, nullable, text } from '../record/field.ts';
import { record } from '../record/record.ts';

/** Longer than the 24 hours that clients are promised, so that a repeat from a phone that was off for a day still counts. */
const KEPT_SECONDS = 48 * 3_600;

/**
 * That a request took effect: by whose key, for which input, and what came of it. The reference leads to what the effect made, and is
 * presented anew to whoever repeats the request; no answer, no token and nothing of the input is kept. It names nobody: the key, whose it
 * is and the input are there as keyed hashes alone.
 */
export const idempotencyKeyRecord = record({
  collection: 'idempotencyKeys',
  version: 1,
  fields: {
    /** Keyed hashes of the input, one for each epoch of the keys in force when it was written. */
    input: list(binary(16), 4),
    /** What the effect made, as whoever presents it named it; null: nothing that could be named. */
    reference: nullable(text(200)),
    createdAt: instant(),
  },
  indexes: [{ keys: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS }],
});
