import { group, instant, integer, list, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { KEPT_SECONDS } from './import-job.record.ts';
import { ROW_OUTCOMES } from './import-words.ts';

/** Rows that are written, and reported, together. */
export const BATCH = 250;
/** Of one row: enough to correct it. */
export const MOST_PROBLEMS = 10;

/**
 * What came of some rows of an import that follow each other. Written in the transaction that writes their products, so that one is there exactly
 * when the other is. The id is the job's, a hyphen, and the number of the first of the rows.
 */
export const importReportRecord = record({
  collection: 'importReports',
  version: 1,
  fields: {
    jobId: text(24, undefined, '^[0-9a-f]{24}$'),
    /** Numbers of the first row and the last, from 0 on. */
    first: integer(0, 2 ** 31),
    last: integer(0, 2 ** 31),
    /** The outcomes that there are among the rows. */
    outcomes: list(oneOf(ROW_OUTCOMES), ROW_OUTCOMES.length),
    rows: list(
      group({
        line: integer(1, 2 ** 31),
        /** As the row gave it; null when it gave none that could be one. */
        externalId: nullable(text(100)),
        /** The product that it is about; null when the row was refused, and for a product that a dry run would have made. */
        productId: nullable(text(24)),
        outcome: oneOf(ROW_OUTCOMES),
        problems: list(group({ field: text(100), message: text(500) }), MOST_PROBLEMS),
      }),
      BATCH,
    ),
    /** When the import was asked for. */
    createdAt: instant(),
  },
  indexes: [{ keys: { jobId: 1, first: 1 } }, { keys: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS }],
});

export type ImportReportRecord = Recorded<typeof importReportRecord>;
export type RowReport = ImportReportRecord['rows'][number];
