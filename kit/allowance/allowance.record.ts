import { instant, integer } from '../record/field.ts';
import { record } from '../record/record.ts';

export const WINDOW_SECONDS = 3_600;

/**
 * How often something was done for one address within an hour. The id is a keyed hash of what for and of the address, so that it names
 * nobody, exists for addresses that nobody has too, and is gone within the hour.
 */
export const allowanceRecord = record({
  collection: 'allowances',
  version: 1,
  fields: { since: instant(), count: integer(1, 2 ** 31) },
  indexes: [{ keys: { since: 1 }, expireAfterSeconds: WINDOW_SECONDS }],
});
