import { census } from './census.ts';
import { mapHash, type DataMap } from './data-map.ts';
import { recordOfProcessing } from './record-of-processing.ts';
import type { Purposes, Recipients, RetentionSchedule } from './schedule.ts';

/** The data map as it is committed: a row on each line, so that a change shows as what it is. */
const mapFile = (map: DataMap): string => {
  const rows = map.map((row) => `    ${JSON.stringify(row)}`);
  return `{\n  "hash": "${mapHash(map)}",\n  "rows": [\n${rows.join(',\n')}\n  ]\n}\n`;
};

/** Every file that is made from the map, by its path in the package. */
export function mapFiles(
  map: DataMap,
  purposes: Purposes,
  schedule: RetentionSchedule,
  recipients: Recipients = {},
): Record<string, string> {
  const record = recordOfProcessing(map, purposes, schedule, recipients);
  return {
    'schema/data-map.json': mapFile(map),
    'docs/processing/record-of-processing.md': record.markdown,
    'docs/processing/record-of-processing.csv': record.csv,
    'docs/processing/census.md': census(map, schedule),
  };
}

/** Which of them are not committed as they are made, one sentence each. `read` answers null for a file that is not there. */
export const staleFiles = (made: Record<string, string>, read: (path: string) => string | null): string[] =>
  Object.entries(made).flatMap(([path, text]) => {
    const found = read(path);
    if (found === text) return [];
    return [
      `${path} ${found === null ? 'is missing' : 'is not what the declarations make'}: run npm run privacy:write and commit it.`,
    ];
  });
