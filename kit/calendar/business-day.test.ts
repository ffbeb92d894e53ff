import { isAnnouncedBetween, isBusinessDay, plusBusinessDays } from './business-day.ts';
import { CHINESE_HOLIDAYS } from './holidays/china.ts';
import { TURKISH_HOLIDAYS } from './holidays/turkey.ts';

const HOLIDAYS = { TR: TURKISH_HOLIDAYS, CN: CHINESE_HOLIDAYS };

it.each([
  // Friday 27 November 2026: nothing is free in the week after.
  ['2026-11-27', 3, 'TR', 'WORKING', '2026-12-02'],
  // Wednesday is the eve of the Day of the Republic, Thursday the day.
  ['2026-10-26', 3, 'TR', 'WORKING', '2026-10-30'],
  ['2026-10-26', 3, 'TR', 'FREE', '2026-11-02'],
  // Kurban Bayramı on Wednesday 27 to Saturday 30 May 2026.
  ['2026-05-25', 1, 'TR', 'WORKING', '2026-05-26'],
  ['2026-05-25', 1, 'TR', 'FREE', '2026-06-01'],
  ['2026-05-26', 1, 'TR', 'WORKING', '2026-06-01'],
  // Where the Turkish authority has a feast a day before the calendar of Umm al-Qura: Sunday 2 January and Friday 11 March 2033.
  ['2032-12-31', 1, 'TR', 'WORKING', '2033-01-05'],
  ['2033-03-10', 1, 'TR', 'WORKING', '2033-03-15'],
  // Spring Festival of 2026: free from Sunday 15 to Monday 23 February; the Saturdays of 14 and 28 are worked.
  ['2026-02-13', 1, 'CN', 'WORKING', '2026-02-14'],
  ['2026-02-13', 2, 'CN', 'WORKING', '2026-02-24'],
  ['2026-02-27', 1, 'CN', 'WORKING', '2026-02-28'],
  // 2027 has no notice here: New Year’s Eve is Friday 5 February, and the festival is over on Monday.
  ['2027-02-04', 1, 'CN', 'WORKING', '2027-02-09'],
  ['2026-11-27', 0, 'CN', 'WORKING', '2026-11-27'],
] as const)('%s and %i business days of %s, half days %s: %s', (day, count, country, halfDays, expected) => {
  expect(plusBusinessDays(day, count, HOLIDAYS[country], halfDays)).toBe(expected);
});

it('takes a worked weekend for a business day, and no other', () => {
  const sundays = ['2026-01-04', '2026-01-11', '2026-09-20', '2026-09-27'];
  expect(sundays.map((day) => isBusinessDay(day, CHINESE_HOLIDAYS, 'WORKING'))).toEqual([true, false, true, false]);
});

it('knows of which years holidays are published', () => {
  expect(isAnnouncedBetween('2026-12-01', '2026-12-31', CHINESE_HOLIDAYS)).toBe(true);
  expect(isAnnouncedBetween('2026-12-01', '2027-01-01', CHINESE_HOLIDAYS)).toBe(false);
  expect(isAnnouncedBetween('2019-12-31', '2020-01-02', CHINESE_HOLIDAYS)).toBe(false);
  expect(isAnnouncedBetween('2026-12-01', '2027-12-31', TURKISH_HOLIDAYS)).toBe(true);
  expect(isAnnouncedBetween('2027-12-01', '2028-01-01', TURKISH_HOLIDAYS)).toBe(false);
});
