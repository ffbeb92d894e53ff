import type { Holidays } from '../business-day.ts';
import { plusDays, type CivilDate } from '../civil-date.ts';
import festivals from './chinese-festivals.json' with { type: 'json' };
import notices from './chinese-notices.json' with { type: 'json' };

/** What the General Office of the State Council arranged for a year: weekdays that are free, and weekends that are worked in their place. */
interface Notice {
  free: readonly string[];
  worked: readonly string[];
}

const NOTICES = new Map<string, Notice>(Object.entries(notices));

/** Regulation on Public Holidays for National Annual Festivals and Memorial Days, art. 2, as in force since 2025: days with a fixed date. */
const FIXED = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/** The same, of the lunar calendar and the solar terms: New Year's Eve and the first three days of the year, and one day of each other. */
const moving = new Set<CivilDate>([
  ...festivals.springFestival.flatMap((first) => [-1, 0, 1, 2].map((days) => plusDays(first, days))),
  ...festivals.qingming,
  ...festivals.dragonBoat,
  ...festivals.midAutumn,
]);

const noticeOf = (day: CivilDate): Notice | undefined => NOTICES.get(day.slice(0, 4));
const isStatutory = (day: CivilDate): boolean => FIXED.has(day.slice(5)) || moving.has(day);

/**
 * The public holidays of China: as announced, with the weekends that are worked. Of years without a notice, the statutory days themselves are free:
 * neither the days given for those that fall on a weekend nor worked weekends are known before the notice.
 */
export const CHINESE_HOLIDAYS: Holidays = {
  isFree: (day) => noticeOf(day)?.free.includes(day.slice(5)) ?? isStatutory(day),
  isHalfFree: () => false,
  isWorked: (day) => noticeOf(day)?.worked.includes(day.slice(5)) ?? false,
  isAnnounced: (year) => NOTICES.has(String(year)),
};
