/** A day of the calendar without time or zone, in ISO 8601, such as `2026-11-27`: texts in their order are days in theirs. */
export type CivilDate = string;

const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format;
}

/** The day that an instant lies in by the clocks of a time zone. Throws for an instant or a zone that is none. */
export function dayOf(instant: Date, timeZone: string): CivilDate {
  const parts = formatOf(timeZone).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The last millisecond that lies in a day by the clocks of a time zone, wherever they were put forward or back. */
export function lastInstantOf(day: CivilDate, timeZone: string): Date {
  // No zone is further than a day from UTC, so the end lies in between.
  let within = midnight(day) - DAY_MS;
  let after = midnight(day) + 3 * DAY_MS;
  while (after - within > 1) {
    const between = Math.floor((within + after) / 2);
    if (dayOf(new Date(between), timeZone) <= day) within = between;
    else after = between;
  }
  return new Date(within);
}

export const plusDays = (day: CivilDate, days: number): CivilDate => spelled(midnight(day) + days * DAY_MS);

/** The day of the same number so many months later; the last day of a month that has none of that number. */
export function plusMonths(day: CivilDate, months: number): CivilDate {
  const [year, month, number] = day.split('-').map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return spelled(Date.UTC(year, month - 1 + months, Math.min(number, lastOfMonth)));
}

/** 0 is a Sunday, 6 a Saturday. */
export const weekdayOf = (day: CivilDate): number => new Date(midnight(day)).getUTCDay();

const midnight = (day: CivilDate): number => Date.parse(`${day}T00:00:00.000Z`);
const spelled = (utc: number): CivilDate => new Date(utc).toISOString().slice(0, 10);
