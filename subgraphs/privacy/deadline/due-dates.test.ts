import { dueDates, type DueDates } from './due-dates.ts';
import cases from './due-dates.cases.json' with { type: 'json' };
import { regimesOf } from './regime.ts';
import { RIGHTS, type Right } from './right.ts';

type Answer = [
  received: string,
  country: string | null,
  right: Right,
  told: string | null,
  due: string,
  until: string | null,
];
type OneDuty = [received: string, country: string, right: Right, rule: string, due: string];

/** Worked out by another program with tables of holidays of others; `kit/calendar/ORIGIN.md` names them. */
const answers = cases.answers as Answer[];
const duties = cases.duties as OneDuty[];

const due = (received: string, country: string | null, right: Right, told: string | null = null): DueDates =>
  dueDates({
    regimes: regimesOf({ country }),
    right,
    receivedAt: new Date(received),
    extended: told === null ? null : { toldAt: new Date(told) },
  });
/** Istanbul has been three hours ahead of UTC since 2016, in summer and winter. */
const endOf = (day: string): Date => new Date(`${day}T23:59:59.999+03:00`);

it('has a table of more than five hundred cases', () => {
  expect(new Set([...answers, ...duties].map((row) => row.join())).size).toBeGreaterThan(650);
});

it.each(answers)('received %s from %s, %s, told %s: due %s, extended at most until %s', (...row) => {
  const [received, country, right, told, day, until] = row;
  const { dueAt, mayExtendUntil } = due(received, country, right, told);
  expect({ dueAt, mayExtendUntil }).toEqual({ dueAt: endOf(day), mayExtendUntil: until && endOf(until) });
});

it.each(duties)('received %s from %s, %s: %s until %s', (received, country, right, rule, day) => {
  expect(due(received, country, right).basis.find((one) => one.rule === rule)?.dueAt).toEqual(endOf(day));
});

/** By hand, with a calendar on the wall. */
it.each([
  ['the month of the GDPR ends on the last of February', '2027-01-31T09:00:00Z', 'DE', 'ACCESS', '2027-02-28'],
  ['thirty days go beyond it', '2027-01-31T09:00:00Z', 'TR', 'ACCESS', '2027-03-02'],
  ['thirty days are earlier than a month of thirty-one', '2027-03-15T09:00:00Z', 'DE', 'ACCESS', '2027-04-14'],
  ['a leap day is the last of its month', '2028-01-30T09:00:00Z', 'DE', 'ACCESS', '2028-02-29'],
  ['in Istanbul it is still the day before', '2026-11-27T20:59:59.999Z', 'TR', 'ACCESS', '2026-12-27'],
  ['in Istanbul it is the next day already', '2026-11-27T21:00:00Z', 'TR', 'ACCESS', '2026-12-28'],
  ['a Sunday lengthens nothing', '2027-01-01T09:00:00Z', 'TR', 'ACCESS', '2027-01-31'],
  ['nor does the Day of the Republic', '2026-09-29T09:00:00Z', 'TR', 'ERASURE', '2026-10-29'],
  ['all laws at once: the earliest of them', '2027-01-31T09:00:00Z', 'US', 'ERASURE', '2027-02-28'],
  ['consent ends at once', '2027-05-14T09:00:00Z', 'TR', 'CONSENT_WITHDRAWAL', '2027-05-15'],
  // 30 November to 18 December are three weeks without a holiday.
  ['fifteen working days are three weeks', '2026-11-27T09:00:00Z', 'TR', 'ACCOUNT_CANCELLATION', '2026-12-18'],
  // 1 January is free.
  ['and a day for New Year', '2026-12-18T09:00:00Z', 'TR', 'ACCOUNT_CANCELLATION', '2027-01-11'],
  // The half days of 19 March and 26 May are worked; Friday 20 March is free, and 27 to 29 May.
  ['an eve is a working day', '2026-03-02T09:00:00Z', 'TR', 'ACCOUNT_CANCELLATION', '2026-03-24'],
  // Nine days off from 15 February, but Saturdays 14 and 28 are worked: 12, 13, 14, 24, 25, 26, 27, 28 of February, then 2 to 6, 9, 10 of March.
  // Turkish working days end on 4 March already.
  ['the earlier of two calendars', '2026-02-11T09:00:00Z', 'CN', 'ACCOUNT_CANCELLATION', '2026-03-04'],
] as const)('%s', (_, received, country, right, day) => {
  expect(due(received, country, right).dueAt).toEqual(endOf(day));
});

describe('an extension', () => {
  const received = '2027-01-31T09:00:00Z';

  it('adds two months to the first period when the person is told within it, under the GDPR alone', () => {
    expect(due(received, 'DE', 'ERASURE')).toMatchObject({ mayExtendUntil: endOf('2027-04-28') });
    const told = due(received, 'DE', 'ERASURE', '2027-02-28T20:59:59.999Z');
    expect(told).toMatchObject({ dueAt: endOf('2027-04-28'), mayExtendUntil: null });
    expect(due(received, 'DE', 'ERASURE', '2027-02-28T21:00:00Z').dueAt).toEqual(endOf('2027-02-28'));
  });

  it.each([
    ['TR', 'ERASURE'],
    ['CN', 'ERASURE'],
    ['US', 'ERASURE'],
    ['DE', 'ACCOUNT_CANCELLATION'],
    ['DE', 'CONSENT_WITHDRAWAL'],
  ] as const)('lengthens nothing of %s, %s', (country, right) => {
    const without = due(received, country, right);
    expect(without.mayExtendUntil).toBeNull();
    expect(due(received, country, right, received)).toEqual(without);
  });

  it('is none of ours where no law is known', () => {
    const without = dueDates({ regimes: [], right: 'ACCESS', receivedAt: new Date(received) });
    expect(without).toMatchObject({ dueAt: endOf('2027-03-02'), mayExtendUntil: null });
  });
});

describe('its reasons', () => {
  it('name every duty with its source, the earliest first, and what has no number', () => {
    const { basis, dueAt } = due('2027-01-31T09:00:00Z', null, 'ERASURE');
    expect(basis.map(({ regime, rule, numbered }) => [regime, rule, numbered])).toEqual([
      ['GDPR', 'GDPR_12_3', true],
      ['KVKK', 'KVKK_13_2', true],
      ['KVKK', 'DELETION_BY_LAW_12', true],
      ['GDPR', 'GDPR_17_1', false],
      ['PIPL', 'PIPL_50', false],
      ['PIPL', 'PIPL_47', false],
      ['PIPL', 'GBT_35273_8_7', true],
      ['POLICY', 'ANSWER', true],
    ]);
    expect(basis[0]!.dueAt).toEqual(dueAt);
    expect(basis.every(({ source }) => source.length > 20)).toBe(true);
  });

  it('tell where holidays are counted that are not published yet', () => {
    const uncertain = (received: string) =>
      due(received, 'CN', 'ACCOUNT_CANCELLATION')
        .basis.filter(({ certain }) => !certain)
        .map(({ rule }) => rule);
    expect(uncertain('2026-11-27T09:00:00Z')).toEqual([]);
    expect(uncertain('2026-12-15T09:00:00Z')).toEqual(['GBT_35273_8_5']);
    expect(uncertain('2027-12-15T09:00:00Z').toSorted()).toEqual(['CANCELLATION_BY_HAND', 'GBT_35273_8_5']);
  });

  it('never leave somebody without a date, whatever they ask and wherever they live', () => {
    for (const right of RIGHTS) {
      for (const country of ['TR', 'DE', 'CN', 'US', null]) {
        const { dueAt, basis } = due('2026-11-27T09:00:00Z', country, right);
        expect(basis.some(({ regime }) => regime === 'POLICY')).toBe(true);
        expect(dueAt <= endOf('2026-12-27')).toBe(true);
      }
    }
  });
});

describe('reminders', () => {
  it('come at 50, 75 and 90 % of the way, to the millisecond', () => {
    // Thirty days and 20 hours less a millisecond: 2 664 000 000 ms, less one.
    expect(due('2026-11-27T01:00:00Z', 'TR', 'ACCESS').reminders).toEqual([
      new Date(Date.parse('2026-11-27T01:00:00Z') + 1_331_999_999),
      new Date(Date.parse('2026-11-27T01:00:00Z') + 1_997_999_999),
      new Date(Date.parse('2026-11-27T01:00:00Z') + 2_397_599_999),
    ]);
  });

  it('follow the extension', () => {
    const { reminders, dueAt } = due('2027-01-31T20:59:59.999Z', 'DE', 'ACCESS', '2027-02-01T09:00:00Z');
    expect(dueAt).toEqual(new Date('2027-04-28T20:59:59.999Z'));
    // 87 days, of which half are 43 and a half, and so on.
    expect(reminders.map((at) => at.toISOString())).toEqual([
      '2027-03-16T08:59:59.999Z',
      '2027-04-07T02:59:59.999Z',
      '2027-04-20T04:11:59.999Z',
    ]);
  });
});
