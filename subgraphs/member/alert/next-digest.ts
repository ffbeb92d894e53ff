import type { FrequencyName } from '../subscription/subscription.record.ts';

const HOUR = 8;
const DAY_MS = 86_400_000;
/** Further than any step of a clock. */
const HALF_HOUR_MS = 1_800_000;

interface LocalTime {
  weekday: string;
  hour: number;
  minute: number;
  day: string;
}

function localTime(at: number, timeZone: string): LocalTime {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  return { weekday: part('weekday'), hour: Number(part('hour')), minute: Number(part('minute')), day };
}

/**
 * The next eight o’clock in the morning after an instant, by the clocks of a time zone: of any day, or of a Monday. Clocks that are put forward or back
 * in between change nothing of that.
 */
export function nextDigest(after: Date, frequency: Exclude<FrequencyName, 'AT_ONCE'>, timeZone: string): Date {
  for (let days = 0; days <= 8; days++) {
    const at = eightOn(after.getTime() + days * DAY_MS, timeZone);
    if (at <= after.getTime()) continue;
    if (frequency === 'DAILY' || localTime(at, timeZone).weekday === 'Mon') return new Date(at);
  }
  return new Date(after.getTime() + 7 * DAY_MS);
}

/** Eight o’clock of the day that an instant lies in. */
function eightOn(instant: number, timeZone: string): number {
  const { hour, minute, day } = localTime(instant, timeZone);
  const minuteStart = Math.floor(instant / 60_000) * 60_000;
  const guess = minuteStart + ((HOUR - hour) * 60 - minute) * 60_000;
  // Where clocks were changed in between, the guess is off by that much.
  for (let step = -4; step <= 4; step++) {
    const at = guess + step * HALF_HOUR_MS;
    const local = localTime(at, timeZone);
    if (local.day === day && local.hour === HOUR && local.minute === 0) return at;
  }
  return guess;
}
