import { pathsOf, scopeOf, type StoredPath } from '../record/inventory.ts';
import type { Personal } from '../record/personal.ts';
import type { DataMap, Store } from './data-map.ts';
import type { Purposes, RetentionSchedule } from './schedule.ts';

/** What declarations name that the tables do not have, the other way round, and what erasure could not do. One sentence each. */
export function declarationFaults(
  stores: readonly Store[],
  map: DataMap,
  purposes: Purposes,
  schedule: RetentionSchedule,
): string[] {
  const named = map.flatMap((row) => (row.personal ? [row] : []));
  const uses = new Set(named.flatMap((row) => [...row.purposes]));
  const periods = new Set(named.map(({ retention }) => retention));
  const unused = (table: object, used: ReadonlySet<string>, what: string) =>
    Object.keys(table)
      .filter((key) => !used.has(key))
      .map((key) => `The ${what} "${key}" is named by no declaration: take it out of the table.`);
  return [
    ...stores.flatMap(({ name, records }) =>
      records.flatMap((record) =>
        pathsOf(record).flatMap((stored) => {
          const where = `${name}.${record.collection}.${stored.path}`;
          return pathFaults(stored, purposes, schedule).map((fault) => `${where}: ${fault}`);
        }),
      ),
    ),
    ...unused(purposes, uses, 'purpose'),
    ...unused(schedule, periods, 'retention key'),
  ];
}

function pathFaults({ path, leaf }: StoredPath, purposes: Purposes, schedule: RetentionSchedule): string[] {
  const { declared } = leaf;
  if (!declared.personal) return [];
  const { onErasure, subject } = declared;
  const faults = declared.purposes
    .filter((key) => !Object.hasOwn(purposes, key))
    .map(
      (key) => `names the purpose "${key}", which the table does not have. Use one of it, or explain a new one there.`,
    );
  if (!Object.hasOwn(schedule, declared.retention)) {
    faults.push(
      `names the retention key "${declared.retention}", which the schedule does not have. Use one of it, or give a new one its period and reason there.`,
    );
  } else faults.push(...clockFaults(declared, schedule));
  if (onErasure === 'remove item' && scopeOf(subject) === '') {
    faults.push(
      'is to go with its item, and its person is one of the whole document. Say "delete document" or "unset".',
    );
  }
  if (onErasure === 'unset' && !leaf.nullable && !leaf.optional && !path.endsWith('[]')) {
    faults.push('is to be unset, and the database would refuse a document without it. Make it nullable or optional.');
  }
  return faults;
}

function clockFaults({ retention, since }: Personal, schedule: RetentionSchedule): string[] {
  const timed = schedule[retention]!.period !== null;
  if (timed && since === undefined) {
    return [`has the period of "${retention}" and no clock: name the instant it runs from, as \`since\`.`];
  }
  return !timed && since !== undefined
    ? [`names a clock, and "${retention}" ends with an event. Leave \`since\` out, or choose a key with a period.`]
    : [];
}
