import type { Due, DueDates } from './case-seams.ts';
import { dueAtOf, isOpen, stateOf } from './privacy-case.policy.ts';
import type { CaseItem, PrivacyCase } from './privacy-case.record.ts';
import type { RegimeName, RightName } from './privacy-case.values.ts';

/** A new item, due as the laws say. */
export function newItem(
  right: RightName,
  { regimes, receivedAt }: { regimes: readonly RegimeName[]; receivedAt: Date },
  dueDates: DueDates,
): CaseItem {
  const open = { extendedFrom: null, waitsFor: null, reason: null, answer: null, closedAt: null };
  return { right, state: 'IDENTITY_CHECK', ...clockOf(right, { regimes, receivedAt }, dueDates), ...open };
}

/** By which clock an item runs, and when it is due by it. */
export const clockOf = (
  right: RightName,
  { regimes, receivedAt }: { regimes: readonly RegimeName[]; receivedAt: Date },
  dueDates: DueDates,
): Pick<CaseItem, 'receivedAt' | 'regimes' | 'dueAt' | 'basis'> => ({
  receivedAt,
  regimes: [...regimes],
  ...datesOf(dueDates({ regimes, right, receivedAt })),
});

/** What an item asks of the laws, and since when. */
export const askedIn = (found: PrivacyCase, { right, regimes, receivedAt }: CaseItem) => ({
  right,
  regimes: regimes ?? found.regimes,
  receivedAt: receivedAt ?? found.receivedAt,
});

/** When an item is due, and why. */
export const datesOf = ({ dueAt, basis }: Due): Pick<CaseItem, 'dueAt' | 'basis'> => ({
  dueAt,
  basis: basis
    .slice(0, MOST_DUTIES)
    .map(({ regime, rule, dueAt: by, source }) => ({ regime, rule, dueAt: by, source })),
});
const MOST_DUTIES = 8;

/** A case with other items: what follows of them follows, and it counts up. */
export function withItems(found: PrivacyCase, items: CaseItem[], now: Date): PrivacyCase {
  const isClosed = !items.some(isOpen);
  return {
    ...found,
    items,
    state: stateOf(items),
    dueAt: dueAtOf(items),
    closedAt: isClosed ? (found.closedAt ?? now) : null,
    version: found.version + 1,
  };
}

/** Changes some of the items, and leaves the others. */
export const changedItems = (
  found: PrivacyCase,
  which: (item: CaseItem) => boolean,
  change: (item: CaseItem) => Partial<CaseItem>,
): CaseItem[] => found.items.map((item) => (which(item) ? { ...item, ...change(item) } : item));
