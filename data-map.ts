import { DATABASES } from './databases.ts';
import { dataMapOf, type Store } from './kit/data-map/data-map.ts';
import { mapFiles } from './kit/data-map/map-files.ts';
import { logLine } from './kit/log/log-line.ts';
import { migrationProgressRecord } from './kit/migration/migration-progress.record.ts';
import { PURPOSES } from './schema/processing/purposes.ts';
import { RETENTION_SCHEDULE } from './schema/processing/retention-schedule.ts';

/** Every place where the directory keeps something: its databases, each with the progress of its migrations, and the log. */
export const STORES: readonly Store[] = [
  ...DATABASES.map(({ name, records }) => ({ name, records: [...records, migrationProgressRecord] })),
  { name: 'log', records: [logLine], withoutIds: true },
];

/** The files that are made from the declarations, by their path. */
export const dataMapFiles = (): Record<string, string> => mapFiles(dataMapOf(STORES), PURPOSES, RETENTION_SCHEDULE);
