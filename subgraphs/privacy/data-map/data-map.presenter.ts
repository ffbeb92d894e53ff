import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import { periodInWords, type Purposes, type RetentionSchedule } from '../../../kit/data-map/schedule.ts';
import { PURPOSES } from '../../../schema/processing/purposes.ts';
import { RETENTION_SCHEDULE } from '../../../schema/processing/retention-schedule.ts';

const purposes: Purposes = PURPOSES;
const schedule: RetentionSchedule = RETENTION_SCHEDULE;

/** What the API shows of a stored path about people, with its purposes and its period explained. Throws for a key that no table has. */
export function presentField(row: PersonalRow) {
  const { store, collection, path, category, subject, basis, retention, onErasure, onExport, protection } = row;
  const rule = schedule[retention];
  const explained = row.purposes.map((key) => ({ key, describe: purposes[key]?.describe }));
  if (!rule || explained.some(({ describe }) => describe === undefined)) {
    throw new Error(
      `${collection}.${path}: the data map names a purpose or a period that no table has. Run npm run privacy:write.`,
    );
  }
  return {
    store,
    collection,
    path,
    category,
    subject,
    purposes: explained,
    basis,
    onErasure,
    onExport,
    protection,
    retention: { key: retention, period: periodInWords(rule), reason: rule.reason },
  };
}
