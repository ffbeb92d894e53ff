import { plusDays, weekdayOf, type CivilDate } from './civil-date.ts';

/** When a country rests and works otherwise than by the week. */
export interface Holidays {
  /** Days of rest; those on a weekend may be left out. */
  isFree(day: CivilDate): boolean;
  /** Days of which the afternoon is free. */
  isHalfFree(day: CivilDate): boolean;
  /** Days of a weekend on which people work in place of another day. */
  isWorked(day: CivilDate): boolean;
  /** Whether who sets the holidays has published those of the year; otherwise they are computed, and may come otherwise. */
  isAnnounced(year: number): boolean;
}

/** What a day counts as of which the afternoon is free. */
export type HalfDays = 'WORKING' | 'FREE';

/** Monday to Friday without holidays, and the weekends on which people work. */
export function isBusinessDay(day: CivilDate, holidays: Holidays, halfDays: HalfDays): boolean {
  if (holidays.isWorked(day)) return true;
  const weekday = weekdayOf(day);
  if (weekday === 0 || weekday === 6 || holidays.isFree(day)) return false;
  return halfDays === 'WORKING' || !holidays.isHalfFree(day);
}

/** The last of so many business days, the first of which comes after the day. */
export function plusBusinessDays(day: CivilDate, count: number, holidays: Holidays, halfDays: HalfDays): CivilDate {
  let last = day;
  for (let counted = 0; counted < count;) {
    last = plusDays(last, 1);
    if (isBusinessDay(last, holidays, halfDays)) counted++;
  }
  return last;
}

/** Whether the holidays of every year between two days are published. */
export function isAnnouncedBetween(first: CivilDate, last: CivilDate, holidays: Holidays): boolean {
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    if (!holidays.isAnnounced(year)) return false;
  }
  return true;
}
