import { readInput, wordsAt } from '../../../kit/graphql/field-fault.ts';
import { InvalidInput, invalidInput, notAllowed } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { readRights } from '../case-opening/said-case.ts';
import type { CaseBeginning } from '../case-work/case-beginning.ts';
import type { CaseLetters } from '../case-work/case-letters.ts';
import { askedIn, changedItems, datesOf, withItems } from '../case/case-clock.ts';
import { noted } from '../case/case-history.ts';
import type { DueDates } from '../case/case-seams.ts';
import {
  isBeingErased,
  isBeingRestricted,
  isCarriedOut,
  isOpen,
  isStopped,
  waitsForAddress,
} from '../case/privacy-case.policy.ts';
import { caseConflict, erasureRuns, restrictionRuns } from '../case/privacy-case.problem.ts';
import { MOST_ASKED, type CaseItem, type PrivacyCase } from '../case/privacy-case.record.ts';
import {
  EXTENSION_REASONS,
  FULFILMENT_REASONS,
  REFUSAL_REASONS,
  type CaseReasonName,
  type RightName,
} from '../case/privacy-case.values.ts';
import type { CaseRestricting } from '../restriction/case-restricting.ts';
import type { CaseDesk } from './case-desk.ts';
import type {
  DecidePrivacyCaseInput,
  ExtendPrivacyCaseInput,
  PrivacyCaseChangeInput,
  RefusePrivacyCaseInput,
} from './privacy-case-changes.input.ts';

export interface CaseDecidingParts {
  desk: CaseDesk;
  letters: CaseLetters;
  beginning: CaseBeginning;
  restricting: CaseRestricting;
  dueDates: DueDates;
  now: () => Date;
}

/** Before it is known who asks, a case is refused for that alone: another reason would say what is stored. */
const SAYS_NOTHING: ReadonlySet<CaseReasonName> = new Set(['IDENTITY_NOT_PROVEN', 'NO_AUTHORITY']);

/** What officers decide on cases. */
export class CaseDeciding {
  readonly #parts: CaseDecidingParts;

  constructor(parts: CaseDecidingParts) {
    this.#parts = parts;
  }

  /** It is an officer's from now on; a colleague may take it over. */
  take(viewer: Viewer, input: PrivacyCaseChangeInput): Promise<Outcome<Problem>> {
    const now = this.#parts.now();
    return this.#parts.desk.act(viewer, 'takePrivacyCase', input, (found, by) => {
      const waits = ({ state, right }: CaseItem) =>
        state === 'TRIAGE' && right !== 'ERASURE' && !waitsForAddress(found, right);
      const items = changedItems(found, waits, () => ({ state: 'IN_PROGRESS' }));
      const next = { ...withItems(found, items, now), handler: by.accountId };
      return { next: noted(next, 'TAKEN', by, now), audited: 'CASE_TAKEN' };
    });
  }

  /** What an officer did by hand. A restriction is carried out first, and then told. */
  decide(viewer: Viewer, input: DecidePrivacyCaseInput): Promise<Outcome<Problem>> {
    const now = this.#parts.now();
    const { right, reason } = input;
    return this.#parts.desk.act(viewer, 'decidePrivacyCase', input, (found, by) => {
      const said = readAnswer(input, FULFILMENT_REASONS);
      if (said instanceof InvalidInput) return said;
      if (isCarriedOut(right))
        return notAllowed(
          'NOT_BY_HAND',
          `Expected what is decided by hand, got ${right}: what carries it out says when it is done.`,
        );
      const item = openItem(found, right);
      if (!item || !found.provenAt || item.waitsFor !== null)
        return caseConflict(found, `an open item ${right} of a proven case that waits for an officer`);
      if (right === 'RESTRICTION' && reason === 'DONE_AS_ASKED')
        return { ...this.#parts.restricting.begun(found, { reason, answer: said }, by, now), audited: 'CASE_DECIDED' };
      const done = { state: 'FULFILLED', reason, answer: said, closedAt: now } as const;
      const next = withItems(
        found,
        changedItems(
          found,
          (one) => one === item,
          () => done,
        ),
        now,
      );
      const afterwards = (session: Parameters<CaseLetters['decided']>[2]) =>
        this.#parts.letters.decided(next, [{ ...item, ...done }], session);
      return { next: noted(next, 'FULFILLED', by, now, { right, reason }), audited: 'CASE_DECIDED', afterwards };
    });
  }

  /** Tells the person why, and how to complain. */
  refuse(viewer: Viewer, input: RefusePrivacyCaseInput): Promise<Outcome<Problem>> {
    const now = this.#parts.now();
    const { reason } = input;
    return this.#parts.desk.act(viewer, 'refusePrivacyCase', input, (found, by) => {
      const answer = readAnswer(input, REFUSAL_REASONS);
      if (answer instanceof InvalidInput) return answer;
      const rights = readRights(input.rights);
      if (rights instanceof InvalidInput) return rights;
      if (rights?.some((right) => !openItem(found, right)))
        return caseConflict(found, 'open items, each of these rights');
      if (!found.provenAt && !SAYS_NOTHING.has(reason))
        return notAllowed(
          'IDENTITY_NOT_PROVEN',
          'Expected a reason that says nothing of what is stored, because it is not known who asks.',
        );
      const isRefused = (item: CaseItem) => isOpen(item) && (rights?.includes(item.right) ?? true);
      if (found.items.some((item) => isRefused(item) && isStopped(item)))
        return notAllowed(
          'CANCELLATION_RUNS',
          'Expected what does not run yet, got a cancellation that does: the person can take it back.',
        );
      if (found.items.some((item) => isRefused(item) && isBeingRestricted(item))) return restrictionRuns();
      if (found.items.some((item) => isRefused(item) && isBeingErased(item))) return erasureRuns();
      const done = { state: 'REFUSED', waitsFor: null, reason, answer, closedAt: now } as const;
      const next = withItems(
        found,
        changedItems(found, isRefused, () => done),
        now,
      );
      const refused = found.items.filter(isRefused);
      const told = refused.reduce((one, { right }) => noted(one, 'REFUSED', by, now, { right, reason }), next);
      const mail = refused.map((item) => ({ ...item, ...done }));
      const afterwards = async (session: Parameters<CaseLetters['decided']>[2]) => {
        await this.#parts.letters.decided(next, mail, session);
        await this.#parts.beginning.ended(next, session);
      };
      return { next: told, audited: 'CASE_REFUSED', afterwards };
    });
  }

  /** As far as the law gives more time, once, and before it is due. */
  extend(viewer: Viewer, input: ExtendPrivacyCaseInput): Promise<Outcome<Problem>> {
    const now = this.#parts.now();
    const { right, reason } = input;
    return this.#parts.desk.act(viewer, 'extendPrivacyCase', input, (found, by) => {
      const answer = readAnswer(input, EXTENSION_REASONS);
      if (answer instanceof InvalidInput) return answer;
      const item = openItem(found, right);
      if (!item) return caseConflict(found, `an open item ${right}`);
      const asked = askedIn(found, item);
      const { dueDates, letters } = this.#parts;
      const { mayExtendUntil } = dueDates(asked);
      if (!mayExtendUntil || item.extendedFrom || now > item.dueAt)
        return notAllowed(
          'NO_EXTENSION',
          'Expected an item that the law lets take longer, once and before it is due, got another.',
        );
      const longer = {
        ...datesOf(dueDates({ ...asked, extended: { toldAt: now } })),
        reason,
        answer,
      };
      const extended = { ...longer, extendedFrom: item.dueAt };
      const next = withItems(
        found,
        changedItems(
          found,
          (one) => one === item,
          () => extended,
        ),
        now,
      );
      const afterwards = (session: Parameters<CaseLetters['extended']>[2]) =>
        letters.extended(next, { ...item, ...extended }, session);
      return { next: noted(next, 'EXTENDED', by, now, { right, reason }), audited: 'CASE_EXTENDED', afterwards };
    });
  }
}

const openItem = ({ items }: PrivacyCase, right: RightName): CaseItem | undefined =>
  items.find((item) => item.right === right && isOpen(item));

const readAnswer = (
  { reason, text }: { reason: CaseReasonName; text: string },
  reasons: readonly CaseReasonName[],
): string | InvalidInput =>
  reasons.includes(reason)
    ? readInput(() => wordsAt('text', text, { most: MOST_ASKED, lines: true }))
    : invalidInput('reason', `Expected one of ${reasons.join(', ')}, got ${reason}.`);
