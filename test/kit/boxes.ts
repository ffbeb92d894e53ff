import type { Database } from '../../kit/migration/migration.ts';
import { integer } from '../../kit/record/field.ts';
import { record } from '../../kit/record/record.ts';

export const olderBox = record({ collection: 'boxes', version: 1, fields: { count: integer(0, 9_999) }, indexes: [] });
const newerBox = record({ collection: 'boxes', version: 2, fields: { pieces: integer(0, 9_999) }, indexes: [] });

/** A database whose boxes call pieces what they called count. */
export const boxes: Database = {
  name: 'boxes',
  records: [newerBox],
  migrations: [
    {
      id: '2026-01-31-count-to-pieces',
      collection: 'boxes',
      from: 1,
      to: 2,
      describe: 'What was counted is called pieces.',
      filter: { count: { $exists: true } },
      change: ({ count }) => ({ $set: { pieces: count as number }, $unset: { count: '' } }),
    },
  ],
};
