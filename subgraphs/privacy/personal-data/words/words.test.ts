import { RETENTION_SCHEDULE } from '../../../../schema/processing/retention-schedule.ts';
import { personalRows } from '../../data-map/data-map.ts';
import { hasWords } from './collections.ts';
import { PERIOD_WORDS } from './periods.ts';
import { PURPOSE_WORDS } from './purposes.ts';

it('every collection of people, purpose and period has a name in the three languages', () => {
  const rows = personalRows();
  const without = [
    ...rows
      .filter(({ store, collection }) => !hasWords(store, collection))
      .map(({ store, collection }) => `${store}.${collection}`),
    ...rows.flatMap(({ purposes }) => purposes).filter((key) => !PURPOSE_WORDS[key]),
    ...rows.map(({ retention }) => retention).filter((key) => !PERIOD_WORDS[key]),
  ];
  expect([...new Set(without)]).toEqual([]);
});

it('a period is as long in each language', () => {
  for (const [key, rule] of Object.entries(RETENTION_SCHEDULE)) {
    const [count] = /\d+/.exec(rule.period ?? rule.within ?? '') ?? [''];
    for (const text of Object.values(PERIOD_WORDS[key]!))
      expect({ key, text }).toEqual({ key, text: expect.stringContaining(count) });
  }
});
