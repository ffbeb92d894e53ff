import { nextDigest } from './next-digest.ts';

it.each([
  ['2026-11-26T04:59:00Z', 'DAILY', 'Europe/Istanbul', '2026-11-26T05:00:00Z'],
  ['2026-11-26T05:00:00Z', 'DAILY', 'Europe/Istanbul', '2026-11-27T05:00:00Z'],
  ['2026-11-26T12:00:00Z', 'WEEKLY', 'Asia/Shanghai', '2026-11-30T00:00:00Z'],
  ['2026-11-30T00:00:00Z', 'WEEKLY', 'Asia/Shanghai', '2026-12-07T00:00:00Z'],
  // Clocks go forward in Berlin on 29 March 2026, and back on 25 October.
  ['2026-03-28T12:00:00Z', 'DAILY', 'Europe/Berlin', '2026-03-29T06:00:00Z'],
  ['2026-03-28T23:30:00Z', 'DAILY', 'Europe/Berlin', '2026-03-29T06:00:00Z'],
  ['2026-10-24T12:00:00Z', 'DAILY', 'Europe/Berlin', '2026-10-25T07:00:00Z'],
  ['2026-10-24T22:30:00Z', 'DAILY', 'Europe/Berlin', '2026-10-25T07:00:00Z'],
  // In New York on 8 March and 1 November.
  ['2026-03-07T18:00:00Z', 'DAILY', 'America/New_York', '2026-03-08T12:00:00Z'],
  ['2026-03-08T06:30:00Z', 'DAILY', 'America/New_York', '2026-03-08T12:00:00Z'],
  ['2026-10-31T18:00:00Z', 'DAILY', 'America/New_York', '2026-11-01T13:00:00Z'],
  ['2026-11-01T05:30:00Z', 'DAILY', 'America/New_York', '2026-11-01T13:00:00Z'],
  ['2026-10-30T18:00:00Z', 'WEEKLY', 'America/New_York', '2026-11-02T13:00:00Z'],
  ['2026-11-26T00:00:00Z', 'DAILY', 'Asia/Kathmandu', '2026-11-26T02:15:00Z'],
  ['2026-11-26T00:00:00Z', 'DAILY', 'Pacific/Kiritimati', '2026-11-26T18:00:00Z'],
  ['2026-11-26T23:59:00Z', 'DAILY', 'UTC', '2026-11-27T08:00:00Z'],
] as const)('after %s, %s in %s: %s', (after, frequency, zone, expected) => {
  expect(nextDigest(new Date(after), frequency, zone)).toEqual(new Date(expected));
});
