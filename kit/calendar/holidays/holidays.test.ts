import { isBusinessDay } from '../business-day.ts';
import { plusDays, weekdayOf } from '../civil-date.ts';
import { CHINESE_HOLIDAYS } from './china.ts';
import festivals from './chinese-festivals.json' with { type: 'json' };
import notices from './chinese-notices.json' with { type: 'json' };
import { TURKISH_HOLIDAYS } from './turkey.ts';
import feasts from './turkish-feasts.json' with { type: 'json' };

const daysOf = (year: number): string[] =>
  Array.from({ length: 366 }, (_, day) => plusDays(`${year}-01-01`, day)).filter((day) => day.startsWith(`${year}`));

/** Days of a calendar of the runtime that say what is asked, such as `10/1` of the Islamic one: a day off at most, and so a check of slips. */
function nearly(calendar: string, monthAndDay: string, day: string): boolean {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
  return [-1, 0, 1].some((off) => {
    const parts = format.formatToParts(new Date(`${plusDays(day, off)}T12:00:00Z`));
    const part = (type: string) => parts.find((one) => one.type === type)?.value;
    return `${part('month')}/${part('day')}` === monthAndDay;
  });
}

describe('Turkey', () => {
  it('rests on the days that the law names, in 2026', () => {
    const free = daysOf(2026).filter((day) => TURKISH_HOLIDAYS.isFree(day));
    expect(free.map((day) => day.slice(5)).join(' ')).toBe(
      '01-01 03-20 03-21 03-22 04-23 05-01 05-19 05-27 05-28 05-29 05-30 07-15 08-30 10-29',
    );
    const half = daysOf(2026).filter((day) => TURKISH_HOLIDAYS.isHalfFree(day));
    expect(half).toEqual(['2026-03-19', '2026-05-26', '2026-10-28']);
  });

  it('has two feasts in each year, and three in 2033', () => {
    for (let year = 2020; year <= 2035; year++) {
      expect(feasts.kurban.filter((day) => day.startsWith(`${year}`))).toHaveLength(1);
      expect(feasts.ramazan.filter((day) => day.startsWith(`${year}`))).toHaveLength(year === 2033 ? 2 : 1);
    }
  });

  it.each([
    ['ramazan', '10/1', feasts.ramazan],
    ['kurban', '12/10', feasts.kurban],
  ])('has %s within a day of the Islamic calendar of Umm al-Qura', (_, date, firsts) => {
    expect(firsts.filter((day) => !nearly('islamic-umalqura', date, day))).toEqual([]);
  });

  it('does not count a feast’s eve twice that is a holiday itself', () => {
    expect(TURKISH_HOLIDAYS.isFree('2029-04-23')).toBe(true);
    expect(TURKISH_HOLIDAYS.isHalfFree('2029-04-23')).toBe(false);
    expect(TURKISH_HOLIDAYS.isWorked('2026-01-04')).toBe(false);
  });
});

describe('China', () => {
  it('gives for each statutory day a weekday, and for each other free one a weekend', () => {
    // Eleven days by the regulation as it was, thirteen since 2025; in 2020 the festival was lengthened by a Friday and a Saturday that was to be worked.
    const given = { 2020: 13, 2021: 11, 2022: 11, 2023: 11, 2024: 11, 2025: 13, 2026: 13 };
    const balance = Object.entries(notices).map(([year, { free, worked }]) => [year, free.length - worked.length]);
    expect(Object.fromEntries(balance)).toEqual(given);
  });

  it('works on weekends and rests on weekdays by its notices', () => {
    for (const [year, { free, worked }] of Object.entries(notices)) {
      expect(worked.map((day) => weekdayOf(`${year}-${day}`)).filter((day) => day !== 0 && day !== 6)).toEqual([]);
      expect(free.map((day) => weekdayOf(`${year}-${day}`)).filter((day) => day === 0 || day === 6)).toEqual([]);
      expect(worked.every((day) => isBusinessDay(`${year}-${day}`, CHINESE_HOLIDAYS, 'WORKING'))).toBe(true);
    }
  });

  it('has its festivals within a day of the runtime’s Chinese calendar', () => {
    expect(festivals.springFestival.filter((day) => !nearly('chinese', '1/1', day))).toEqual([]);
    expect(festivals.dragonBoat.filter((day) => !nearly('chinese', '5/5', day))).toEqual([]);
    expect(festivals.midAutumn.filter((day) => !nearly('chinese', '8/15', day))).toEqual([]);
  });

  it('has Qingming where the rule of thumb for this century has it', () => {
    const days = festivals.qingming.map((day) => {
      const year = Number(day.slice(2, 4));
      return `20${year}-04-0${Math.floor(year * 0.2422 + 4.81) - Math.floor(year / 4)}`;
    });
    expect(festivals.qingming).toEqual(days);
  });

  it('rests on the statutory days alone in a year without a notice', () => {
    const free = daysOf(2027).filter((day) => CHINESE_HOLIDAYS.isFree(day));
    expect(free.map((day) => day.slice(5)).join(' ')).toBe(
      '01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03',
    );
    expect(daysOf(2027).some((day) => CHINESE_HOLIDAYS.isWorked(day) || CHINESE_HOLIDAYS.isHalfFree(day))).toBe(false);
    expect(daysOf(2040).filter((day) => CHINESE_HOLIDAYS.isFree(day))).toHaveLength(6);
  });
});
