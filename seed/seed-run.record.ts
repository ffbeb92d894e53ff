import { flag, integer } from '../kit/record/field.ts';
import { record } from '../kit/record/record.ts';

/** That the market was written, or is being written: a seeding that was cut off is done again, a finished one never is. */
export const seedRunRecord = record({
  collection: 'seedRuns',
  version: 1,
  fields: { companies: integer(0, 2 ** 31), products: integer(0, 2 ** 31), done: flag() },
  indexes: [],
});
