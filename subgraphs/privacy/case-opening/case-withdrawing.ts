import type { ClientSession, Connection } from 'mongoose';
import { InvalidInput, notAllowed, notFound, tooManyAttempts } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import type { CaseBeginning } from '../case-work/case-beginning.ts';
import type { CaseLetters } from '../case-work/case-letters.ts';
import type { CaseReminders } from '../case-work/case-reminders.ts';
import { changedItems, withItems } from '../case/case-clock.ts';
import { noted, type CaseActor } from '../case/case-history.ts';
import type { CaseStore } from '../case/case-store.ts';
import { ownCase } from '../case/own-case.ts';
import { isBeingErased, isBeingRestricted, isOpen, isStopped } from '../case/privacy-case.policy.ts';
import { caseConflict, erasureRuns, restrictionRuns } from '../case/privacy-case.problem.ts';
import { privacyCaseRecord, type CaseItem, type PrivacyCase } from '../case/privacy-case.record.ts';
import { readRights } from './said-case.ts';
import type { WithdrawPrivacyCaseInput } from './withdraw-privacy-case.input.ts';

export interface CaseWithdrawingParts {
  events: Connection;
  idempotency: Idempotency;
  allowances: Allowances;
  store: CaseStore;
  reminders: CaseReminders;
  letters: CaseLetters;
  beginning: CaseBeginning;
  now: () => Date;
}

/** Within an hour, by one visitor. */
const MOST = 60;

/** Takes back what somebody asked for: whoever is signed in by the id of their case, whoever is not by its number and code. */
export class CaseWithdrawing {
  readonly #parts: CaseWithdrawingParts;

  constructor(parts: CaseWithdrawingParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the case. */
  async withdraw(viewer: Viewer, input: WithdrawPrivacyCaseInput, client: Client): Promise<Outcome<Problem>> {
    const { allowances, idempotency, now } = this.#parts;
    if (!(await allowances.take('privacy case code', client.addressKey, MOST, now())))
      return { kind: 'refused', refusal: tooManyAttempts(3_600) };
    const intention = { viewer, mutation: 'withdrawPrivacyCase', key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, async (session) => {
      const found = await ownCase(this.#parts.store, viewer, input, session);
      if (!found)
        return notFound('id', 'Expected a case of yours, by its id or by its number and code; there is none.');
      const accountId = viewer.kind === 'account' ? viewer.accountId : null;
      return this.#over(found, input, { role: 'SUBJECT', accountId }, session);
    });
  }

  async #over(
    found: PrivacyCase,
    input: WithdrawPrivacyCaseInput,
    by: CaseActor,
    session: ClientSession,
  ): Promise<Effect | Problem> {
    const { events, store, reminders, letters, beginning } = this.#parts;
    const now = this.#parts.now();
    const rights = readRights(input.rights);
    if (rights instanceof InvalidInput) return rights;
    if (found.closedAt || found.version !== input.expectedVersion)
      return caseConflict(found, `version ${input.expectedVersion} of a case that is open`);
    const isMeant = (item: CaseItem) => isOpen(item) && (rights?.includes(item.right) ?? true);
    const meant = found.items.filter(isMeant);
    if (rights && meant.length < rights.length) return caseConflict(found, 'open items, each of these rights');
    // An account that was stopped is kept, by what the mail of its cancellation says: not by forgetting that it was asked.
    if (meant.some(isStopped))
      return notAllowed(
        'CANCELLATION_RUNS',
        'Expected what does not run yet, got a cancellation: keep the account by the link of its mail.',
      );
    if (meant.some(isBeingRestricted)) return restrictionRuns();
    if (meant.some(isBeingErased)) return erasureRuns();
    const done = { state: 'WITHDRAWN', waitsFor: null, closedAt: now } as const;
    const next = withItems(
      found,
      changedItems(found, isMeant, () => done),
      now,
    );
    await store.put(
      meant.reduce((one, { right }) => noted(one, 'WITHDRAWN', by, now, { right }), next),
      session,
    );
    await reminders.schedule(next, session, now);
    await beginning.ended(next, session);
    await letters.decided(
      next,
      meant.map((item) => ({ ...item, ...done, reason: null, answer: null })),
      session,
    );
    const told = { actor: by.accountId ?? 'system', role: 'SUBJECT', action: 'CASE_WITHDRAWN', count: 1 } as const;
    const about = { record: privacyCaseRecord, subjectRef: found.applicantRef, reasonRef: found._id };
    await recordAudit(events, { ...told, reason: 'SELF_SERVICE', ...about }, session);
    return { reference: found._id };
  }
}
