import { dayOf, lastInstantOf, plusDays, plusMonths, weekdayOf } from './civil-date.ts';

it.each([
  ['2026-11-27T20:59:59.999Z', 'Europe/Istanbul', '2026-11-27'],
  ['2026-11-27T21:00:00.000Z', 'Europe/Istanbul', '2026-11-28'],
  ['2026-12-31T21:00:00.000Z', 'Europe/Istanbul', '2027-01-01'],
  ['2028-02-28T21:30:00.000Z', 'Europe/Istanbul', '2028-02-29'],
  ['2026-11-27T16:00:00.000Z', 'Asia/Shanghai', '2026-11-28'],
  ['2026-11-27T04:59:59.999Z', 'America/New_York', '2026-11-26'],
  ['2026-11-27T00:00:00.000Z', 'Pacific/Kiritimati', '2026-11-27'],
  ['2026-11-27T10:00:00.000Z', 'Pacific/Kiritimati', '2026-11-28'],
])('%s is in %s on %s', (instant, zone, day) => {
  expect(dayOf(new Date(instant), zone)).toBe(day);
});

it.each([
  ['2026-11-27', 'Europe/Istanbul', '2026-11-27T20:59:59.999Z'],
  ['2028-02-29', 'Europe/Istanbul', '2028-02-29T20:59:59.999Z'],
  ['2026-11-27', 'Pacific/Kiritimati', '2026-11-27T09:59:59.999Z'],
  ['2026-11-27', 'Pacific/Pago_Pago', '2026-11-28T10:59:59.999Z'],
  // Clocks go forward in Berlin on 29 March 2026 and back on 25 October; in Istanbul they went for the last time in 2016.
  ['2026-03-28', 'Europe/Berlin', '2026-03-28T22:59:59.999Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59.999Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:59.999Z'],
  ['2016-03-26', 'Europe/Istanbul', '2016-03-26T21:59:59.999Z'],
  ['2016-03-27', 'Europe/Istanbul', '2016-03-27T20:59:59.999Z'],
  // In Beirut the clocks skip the midnight itself.
  ['2024-03-30', 'Asia/Beirut', '2024-03-30T21:59:59.999Z'],
])('%s ends in %s at %s', (day, zone, instant) => {
  expect(lastInstantOf(day, zone)).toEqual(new Date(instant));
});

it.each([
  ['2027-01-31', 1, '2027-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2028-02-29', 1, '2028-03-29'],
  ['2027-02-28', 1, '2027-03-28'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2027-08-31', 1, '2027-09-30'],
  ['2100-01-31', 1, '2100-02-28'],
  ['2028-02-29', 12, '2029-02-28'],
])('%s and %i months: %s', (day, months, expected) => {
  expect(plusMonths(day, months)).toBe(expected);
});

it.each([
  ['2028-02-28', 1, '2028-02-29'],
  ['2027-02-28', 1, '2027-03-01'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-03-01', -1, '2028-02-29'],
  ['2026-11-27', 30, '2026-12-27'],
])('%s and %i days: %s', (day, days, expected) => {
  expect(plusDays(day, days)).toBe(expected);
});

it('knows the days of the week', () => {
  expect(['2026-11-27', '2026-11-28', '2026-11-29', '2028-02-29'].map(weekdayOf)).toEqual([5, 6, 0, 2]);
});

it('takes no instant and no zone that is none', () => {
  expect(() => dayOf(new Date('never'), 'UTC')).toThrow(RangeError);
  expect(() => dayOf(new Date(), 'Europe/Nowhere')).toThrow(RangeError);
});
