import { scopeOf } from '../record/inventory.ts';
import { isPersonal, type DataMap, type PersonalRow } from './data-map.ts';
import { groupedBy } from './erasure-plan.ts';
import type { RetentionSchedule } from './schedule.ts';

/** What goes by the clock: of everything in a collection whose `clock` is further back than `period`. */
export interface RetentionStep {
  store: string;
  collection: string;
  /** Key of the schedule. */
  key: string;
  /** ISO 8601 duration. */
  period: string;
  /** Path of the instant from which the period runs. */
  clock: string;
  action: 'delete document' | 'remove item' | 'unset';
  paths: readonly string[];
}

/**
 * The timed rules of the schedule, as the declarations place them. Where the schedule deletes, the document or item of the clock goes as
 * a whole, unless its declaration takes paths away one by one; where it makes anonymous, the paths go and the rest stays. A path whose
 * period ends with an event has no step here.
 */
export function retentionPlanOf(map: DataMap, schedule: RetentionSchedule): RetentionStep[] {
  const timed = map.filter(isPersonal).filter(({ since }) => since !== null);
  const steps = groupedBy(timed, (row) => JSON.stringify([row.store, row.collection, row.retention, row.since]));
  return [...steps.values()].flatMap((rows) => {
    const { store, collection, retention: key, since: clock } = rows[0];
    const rule = schedule[key];
    if (!rule || rule.period === null) return [];
    const byAction = groupedBy(rows, (row) => actionOf(row, rule.afterwards));
    return [...byAction].map(([action, of]) => ({
      store,
      collection,
      key,
      period: rule.period,
      clock: clock!,
      action: action as RetentionStep['action'],
      paths: of.map(({ path }) => path),
    }));
  });
}

function actionOf({ onErasure, since }: PersonalRow, afterwards: 'delete' | 'anonymise'): RetentionStep['action'] {
  if (afterwards === 'anonymise' || onErasure === 'unset') return 'unset';
  return scopeOf(since!) === '' ? 'delete document' : 'remove item';
}
