import { dayOf, lastInstantOf, type CivilDate } from '../../../kit/calendar/civil-date.ts';
import { applicableDuties, isExtendable, type ApplicableDuty } from './applicable-duties.ts';
import { isCertain, lastDay } from './period.ts';
import type { Regime } from './regime.ts';
import type { Right } from './right.ts';

/** By whose clocks days begin and end: the controller's, where requests are received. */
const TIME_ZONE = 'Europe/Istanbul';
/** When officers are reminded, in percent of the way from receipt to the due date. */
const REMINDED_AT = [50, 75, 90] as const;

/** One duty that says by when, as far as it concerns what was asked. */
export interface DueDate {
  /** Whose duty it is: a law's, or our own policy's. */
  regime: Regime | 'POLICY';
  rule: string;
  dueAt: Date;
  source: string;
  /** False where the rule names no number, and what we promise ourselves takes its place. */
  numbered: boolean;
  /** False where holidays are counted that are not published yet: worked out anew when they are, it may be another day. */
  certain: boolean;
}

export interface DueDates {
  /** The earliest of all: until the last millisecond of that day. */
  dueAt: Date;
  /** Every duty, the earliest first. */
  basis: readonly DueDate[];
  /** At 50, 75 and 90 % of the time from receipt until it is due. */
  reminders: readonly [Date, Date, Date];
  /** Until when an extension could last, if the person is told of it before it is due; null: no extension, or it is extended already. */
  mayExtendUntil: Date | null;
}

export interface Asked {
  regimes: readonly Regime[];
  right: Right;
  receivedAt: Date;
  /** When the person was told that it takes longer, and why. It counts only where every duty allows it, and before it was due. */
  extended?: { toldAt: Date } | null;
}

/** By when a person must be answered who uses a right, and why. The clock starts with the receipt, also while it is not proven yet who asks. */
export function dueDates({ regimes, right, receivedAt, extended }: Asked): DueDates {
  const received = dayOf(receivedAt, TIME_ZONE);
  const duties = applicableDuties(regimes, right);
  const first = earliestFirst(duties.map((duty) => dueDate(duty, received, lastDay(received, duty.period))));
  if (!isExtendable(duties)) return { ...dated(first, receivedAt), mayExtendUntil: null };

  const longer = earliestFirst(duties.map((duty) => dueDate(duty, received, lastDayExtended(received, duty))));
  if (extended && extended.toldAt <= first[0]!.dueAt) return { ...dated(longer, receivedAt), mayExtendUntil: null };
  return { ...dated(first, receivedAt), mayExtendUntil: longer[0]!.dueAt };
}

/** The extension runs from the last day of the first period: where months differ in length, that is the earlier. */
const lastDayExtended = (received: CivilDate, { period, extension }: ApplicableDuty): CivilDate =>
  lastDay(lastDay(received, period), extension!);

function dueDate(duty: ApplicableDuty, received: CivilDate, last: CivilDate): DueDate {
  const { regime, rule, source, numbered, period } = duty;
  const certain = isCertain(received, last, period);
  return { regime, rule, source, numbered, certain, dueAt: lastInstantOf(last, TIME_ZONE) };
}

const earliestFirst = (dates: DueDate[]): DueDate[] => dates.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());

function dated(basis: DueDate[], receivedAt: Date): Pick<DueDates, 'dueAt' | 'basis' | 'reminders'> {
  const { dueAt } = basis[0]!;
  const [half, later, last] = REMINDED_AT.map((percent) => onTheWay(receivedAt, dueAt, percent)) as [Date, Date, Date];
  return { dueAt, basis, reminders: [half, later, last] };
}

const onTheWay = (from: Date, until: Date, percent: number): Date =>
  new Date(from.getTime() + Math.floor(((until.getTime() - from.getTime()) * percent) / 100));
