import { integer, nullable, instant } from '../../../kit/record/field.ts';
import { record } from '../../../kit/record/record.ts';

/** One document: whoever places or releases a hold, and whoever goes by what is held, changes it, so that neither misses the other. */
export const legalHoldTurnRecord = record({
  collection: 'legalHoldTurns',
  version: 1,
  fields: {
    /** How often holds were placed or released. */
    changes: integer(0, 2 ** 31 - 1),
    /** When last; null: never. */
    changedAt: nullable(instant()),
    turns: integer(0, 2 ** 31 - 1),
  },
  indexes: [],
});
