import { DATABASES } from './databases.ts';
import { apiLeaves } from './kit/data-map/api-leaves.ts';
import { dataMapOf, type Store } from './kit/data-map/data-map.ts';
import { mapFiles } from './kit/data-map/map-files.ts';
import { logLine } from './kit/log/log-line.ts';
import { migrationProgressRecord } from './kit/migration/migration-progress.record.ts';
import { PURPOSES } from './schema/processing/purposes.ts';
import { RECIPIENTS } from './schema/processing/recipients.ts';
import { RETENTION_SCHEDULE } from './schema/processing/retention-schedule.ts';
import { exportSchema } from './subgraphs/privacy/personal-data-export/export-schema.ts';
import { indexedCompanyRecord, indexedProductRecord } from './subgraphs/catalog/indexing/indexed.record.ts';
import { subgraphLeaves } from './subgraph-schemas.ts';

/** Every place where the directory keeps something: its databases, each with the progress of its migrations, the search
 * engine and the log. */
export const STORES: readonly Store[] = [
  ...DATABASES.map(({ name, records }) => ({ name, records: [...records, migrationProgressRecord] })),
  { name: 'search', records: [indexedCompanyRecord, indexedProductRecord], withoutIds: true },
  { name: 'log', records: [logLine], withoutIds: true },
];

/** Each directory publishes the form of its exports at its own address. */
const SOME_DIRECTORY = 'https://directory.example';

/** The files that are made from the declarations, by their path. */
export function dataMapFiles(): Record<string, string> {
  const map = dataMapOf(STORES);
  return {
    ...mapFiles(map, PURPOSES, RETENTION_SCHEDULE, RECIPIENTS),
    'docs/processing/api-leaves.md': apiLeaves(subgraphLeaves(), map),
    'docs/processing/personal-data-export.schema.json': `${JSON.stringify(exportSchema(SOME_DIRECTORY), null, 2)}\n`,
  };
}
