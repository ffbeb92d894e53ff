import { isAnnouncedBetween, plusBusinessDays, type Holidays } from '../../../kit/calendar/business-day.ts';
import { plusDays, plusMonths, type CivilDate } from '../../../kit/calendar/civil-date.ts';
import { CHINESE_HOLIDAYS } from '../../../kit/calendar/holidays/china.ts';
import { TURKISH_HOLIDAYS } from '../../../kit/calendar/holidays/turkey.ts';

/** How long a duty leaves. Working days are those of the country whose rule, or whose reading of ours, it is. */
export type Period = { days: number } | { months: number } | { workingDays: number; of: 'TR' | 'CN' };

const HOLIDAYS: Record<'TR' | 'CN', Holidays> = { TR: TURKISH_HOLIDAYS, CN: CHINESE_HOLIDAYS };

/**
 * The last day of a period. The day from which it runs is not counted; months end on the day of the same number, or on the last of a shorter month
 * (Regulation (EEC, Euratom) No 1182/71 art. 3; Law No. 6100 art. 92). A last day that is a holiday lengthens nothing, and a day of which the afternoon is
 * free is a working day: of two readings, the earlier.
 */
export function lastDay(from: CivilDate, period: Period): CivilDate {
  if ('days' in period) return plusDays(from, period.days);
  if ('months' in period) return plusMonths(from, period.months);
  return plusBusinessDays(from, period.workingDays, HOLIDAYS[period.of], 'WORKING');
}

/** Whether nothing but published holidays went into it: otherwise the last day may become another when they are. */
export const isCertain = (from: CivilDate, last: CivilDate, period: Period): boolean =>
  !('workingDays' in period) || isAnnouncedBetween(from, last, HOLIDAYS[period.of]);
