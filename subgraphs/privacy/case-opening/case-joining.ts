import { MOST_REFERENCES } from '../../../kit/participation/participation-messages.ts';
import { askedIn, changedItems, clockOf, withItems } from '../case/case-clock.ts';
import type { DueDates } from '../case/case-seams.ts';
import { isBeingRestricted, isOpen, isRestricted } from '../case/privacy-case.policy.ts';
import { MOST_APPLICATIONS, MOST_ITEMS, type CaseItem, type PrivacyCase } from '../case/privacy-case.record.ts';
import { REGIMES, type RegimeName, type RightName } from '../case/privacy-case.values.ts';

/** What somebody asks again, of whom it is known who they are. */
export type AskedAgain = Pick<
  PrivacyCase,
  'accountId' | 'asked' | 'country' | 'email' | 'items' | 'proofHash' | 'receivedAt' | 'regimes' | 'subjects'
>;

/** What somebody asks again, for each case the part that is open there; what is open in none begins in the first. Nothing is begun twice. */
export function sharedOut(
  cases: readonly PrivacyCase[],
  asked: AskedAgain,
): { same: PrivacyCase; again: AskedAgain }[] {
  const whereOpen = (right: RightName) =>
    cases.find(({ items }) => items.some((item) => item.right === right && isOpen(item))) ?? cases[0];
  return cases
    .map((same) => ({
      same,
      again: { ...asked, items: asked.items.filter(({ right }) => whereOpen(right) === same) },
    }))
    .filter(({ again }) => again.items.length > 0);
}

/** A case that somebody asks for the same again: what is open runs by the earlier clock and every law, what is new begins, and what was decided stays. */
export function joinedCase(same: PrivacyCase, again: AskedAgain, dueDates: DueDates, now: Date): PrivacyCase {
  const open = new Map(same.items.filter(isOpen).map((item) => [item.right, item]));
  const further = again.items.filter(({ right }) => !open.has(right)).map(asNew);
  const both = (item: CaseItem) => isOpen(item) && again.items.some(({ right }) => right === item.right);
  const earliest = changedItems(same, both, (item) => earlier(same, item, again, dueDates));
  const isTakenUpAgain = ({ right, state }: CaseItem) =>
    state === 'WITHDRAWN' && further.some((item) => item.right === right);
  const kept = earliest.filter((item) => !isTakenUpAgain(item));
  const known = {
    accountId: same.accountId ?? again.accountId,
    subjects: isStoppedBy(same) ? eachOnce([...again.subjects, ...same.subjects]) : again.subjects,
    // Where they are reached now, if they proved it. That two cases have an address which is not proven proves it for neither.
    email: again.proofHash === null ? again.email : same.email,
    proofHash: again.proofHash === null ? null : same.proofHash,
    regimes: regimesOfBoth(same, again),
    asked: [...same.asked, ...again.asked].slice(0, MOST_APPLICATIONS),
  };
  return withItems({ ...same, ...known }, withinBounds([...kept, ...further]), now);
}

/** What a law gave more time for, and the person was told of, stays as they were told. */
function earlier(same: PrivacyCase, item: CaseItem, again: AskedAgain, dueDates: DueDates): Partial<CaseItem> {
  if (item.extendedFrom !== null) return {};
  const { right, receivedAt, regimes } = askedIn(same, item);
  const first = receivedAt < again.receivedAt ? receivedAt : again.receivedAt;
  return clockOf(right, { receivedAt: first, regimes: regimesOfBoth({ ...same, regimes }, again) }, dueDates);
}

/** Every law that may apply. Whoever does not say where they live this time lives where they said. */
function regimesOfBoth(
  same: Pick<PrivacyCase, 'country' | 'regimes'>,
  again: Pick<PrivacyCase, 'country' | 'regimes'>,
): RegimeName[] {
  const regimes = again.country === null && same.country !== null ? [] : again.regimes;
  return REGIMES.filter((regime) => same.regimes.includes(regime) || regimes.includes(regime));
}

/** What was closed first makes room. */
function withinBounds(items: readonly CaseItem[]): CaseItem[] {
  const tooMany = new Set(items.filter((item) => !isOpen(item)).slice(0, Math.max(0, items.length - MOST_ITEMS)));
  return items.filter((item) => !tooMany.has(item));
}

/** Whether something is stopped under the references of the case, or being stopped: they are needed again to take it up. */
const isStoppedBy = (found: PrivacyCase): boolean => isRestricted(found) || found.items.some(isBeingRestricted);

const eachOnce = (subjects: PrivacyCase['subjects']): PrivacyCase['subjects'] =>
  [...new Map(subjects.map((one) => [one.personRef, one])).values()].slice(0, MOST_REFERENCES);

const asNew = (item: CaseItem): CaseItem => ({ ...item, state: 'IDENTITY_CHECK' });
