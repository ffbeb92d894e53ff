import { isPersonal, mapHash, type DataMap, type PersonalRow } from './data-map.ts';
import { erasurePlanOf, groupedBy } from './erasure-plan.ts';
import { exportPlanOf } from './export-plan.ts';
import { retentionPlanOf } from './retention-plan.ts';
import { durationInWords, type RetentionSchedule } from './schedule.ts';
import { markdownTable } from './table.ts';

/** What is stored, counted, and what erasure, export and the clock do to it: for people who look through a change. */
export const census = (map: DataMap, schedule: RetentionSchedule): string => `# Census of stored paths

Made by \`npm run privacy:write\` from what the records declare; data map \`${mapHash(map)}\`. The same, path by path, is in \`schema/data-map.json\`.

## By collection

${markdownTable({ head: ['store', 'collection', 'paths', 'personal', 'encrypted'], rows: byCollection(map) })}

## Personal data by category

${tableOr('None is stored.', ['category', 'of whom', 'protection', 'paths'], byCategory(map))}

## What erasure does

${tableOr('Nothing is about a person.', ['store', 'collection', 'person', 'action', 'paths'], erasure(map))}

## What an export holds

${tableOr('Nothing is about a person.', ['store', 'collection', 'person', 'as it is', 'summed up', 'kept back'], exports(map))}

## What goes by the clock

${tableOr('No period runs from an instant.', ['store', 'collection', 'period', 'from', 'action', 'paths'], clocks(map, schedule))}
`;

const tableOr = (none: string, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length > 0 ? markdownTable({ head, rows }) : none;

const code = (text: string): string => `\`${text}\``;
const listed = (paths: readonly string[]): string => (paths.length > 0 ? paths.map(code).join(', ') : '–');

const byCollection = (map: DataMap): string[][] =>
  [...groupedBy(map, ({ store, collection }) => JSON.stringify([store, collection])).values()].map((rows) => {
    const personal = rows.filter(isPersonal);
    const sealed = personal.filter(({ protection }) => protection === 'encrypted');
    return [rows[0].store, rows[0].collection, ...[rows, personal, sealed].map(({ length }) => String(length))];
  });

const byCategory = (map: DataMap): string[][] => {
  const key = ({ category, subject, protection }: PersonalRow) => JSON.stringify([category, subject, protection]);
  return [...groupedBy(map.filter(isPersonal), key).values()]
    .map((rows) => [rows[0].category, rows[0].subject, rows[0].protection, String(rows.length)])
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
};

const erasure = (map: DataMap): string[][] =>
  erasurePlanOf(map).map(({ store, collection, subjectPath, action, paths }) => [
    store,
    collection,
    code(subjectPath),
    action,
    listed(paths),
  ]);

const exports = (map: DataMap): string[][] =>
  exportPlanOf(map).map(({ store, collection, subjectPath, include, summarise, excluded }) => [
    store,
    collection,
    code(subjectPath),
    listed(include),
    listed(summarise),
    excluded.length > 0 ? excluded.map(({ path, why }) => `${code(path)} (${why})`).join(', ') : '–',
  ]);

const clocks = (map: DataMap, schedule: RetentionSchedule): string[][] =>
  retentionPlanOf(map, schedule).map(({ store, collection, period, clock, action, paths }) => [
    store,
    collection,
    durationInWords(period),
    code(clock),
    action,
    listed(paths),
  ]);
