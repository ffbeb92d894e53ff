import type { Holidays } from '../business-day.ts';
import { plusDays, type CivilDate } from '../civil-date.ts';
import feasts from './turkish-feasts.json' with { type: 'json' };

/** Law No. 2429 on National Days and General Holidays, art. 1 and 2: the days with a fixed date. */
const FIXED = new Set(['01-01', '04-23', '05-01', '05-19', '07-15', '08-30', '10-29']);
/** Free from 13:00: the eve of the Day of the Republic. */
const FIXED_EVE = '10-28';
const RAMAZAN_DAYS = 3;
const KURBAN_DAYS = 4;

const free = new Set<CivilDate>();
const eves = new Set<CivilDate>();
for (const [firsts, length] of [
  [feasts.ramazan, RAMAZAN_DAYS],
  [feasts.kurban, KURBAN_DAYS],
] as const) {
  for (const first of firsts) {
    eves.add(plusDays(first, -1));
    for (let later = 0; later < length; later++) free.add(plusDays(first, later));
  }
}

const isFree = (day: CivilDate): boolean => FIXED.has(day.slice(5)) || free.has(day);

/**
 * The general holidays of Turkey. The eves of the two feasts and 28 October are free from 13:00. Leave that the administration gives its own
 * staff between a feast and a weekend is no holiday. Of years that the table of feasts does not hold, the fixed days alone are known.
 */
export const TURKISH_HOLIDAYS: Holidays = {
  isFree,
  isHalfFree: (day) => !isFree(day) && (day.slice(5) === FIXED_EVE || eves.has(day)),
  isWorked: () => false,
  isAnnounced: (year) => year >= feasts.announcedFrom && year <= feasts.announcedUntil,
};
