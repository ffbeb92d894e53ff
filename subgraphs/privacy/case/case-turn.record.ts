import { instant } from '../../../kit/record/field.ts';
import { record } from '../../../kit/record/record.ts';

/**
 * Applications of one person are taken in one after the other, so that of two alike one finds the other. The id is a keyed hash of the account or address;
 * it names nobody, and is gone within the hour.
 */
export const caseTurnRecord = record({
  collection: 'caseTurns',
  version: 1,
  fields: { at: instant() },
  indexes: [{ keys: { at: 1 }, expireAfterSeconds: 3_600 }],
});
