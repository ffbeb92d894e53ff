import type { ClientSession } from 'mongoose';
import { changedItems, withItems } from '../case/case-clock.ts';
import { noted, type CaseActor, SYSTEM } from '../case/case-history.ts';
import type { CaseLetters } from '../case-work/case-letters.ts';
import type { CaseReminders } from '../case-work/case-reminders.ts';
import type { CaseStore } from '../case/case-store.ts';
import { isErasable } from '../case/privacy-case.policy.ts';
import type { CaseItem, PrivacyCase } from '../case/privacy-case.record.ts';
import type { CaseActName } from '../case/privacy-case.values.ts';
import type { Left } from './erasure-ports.ts';

export interface ErasureCasesParts {
  store: CaseStore;
  reminders: CaseReminders;
  letters: CaseLetters;
  now: () => Date;
}

/** Tells the file of a case how far the erasure in it has come. */
export class ErasureCases {
  readonly #parts: ErasureCasesParts;

  constructor(parts: ErasureCasesParts) {
    this.#parts = parts;
  }

  /** Two officers have to approve. */
  planned(found: PrivacyCase, by: CaseActor, session: ClientSession): Promise<void> {
    return this.#changed(found, { state: 'IN_PROGRESS', waitsFor: 'ERASURE_APPROVAL' }, 'PLANNED', by, session);
  }

  /** One of them did; with the second it begins. */
  async approved(found: PrivacyCase, isLast: boolean, by: CaseActor, session: ClientSession): Promise<void> {
    const waitsFor = isLast ? 'ERASURE' : 'ERASURE_APPROVAL';
    await this.#changed(found, { state: 'IN_PROGRESS', waitsFor }, 'APPROVED', by, session);
  }

  /** It begins without officers. */
  async begun(found: PrivacyCase, session: ClientSession): Promise<void> {
    await this.#changed(found, { state: 'IN_PROGRESS', waitsFor: 'ERASURE' }, 'BEGUN', SYSTEM, session);
  }

  /** An officer has to look at it. */
  async blocked(caseId: string, session: ClientSession): Promise<void> {
    const found = await this.#parts.store.byId(caseId, session);
    if (found) await this.#changed(found, { state: 'BLOCKED', waitsFor: 'ERASURE' }, null, SYSTEM, session);
  }

  /** It was done, but for what is left; the person is told of both. */
  async done(
    caseId: string,
    left: readonly Left[],
    isPartly: boolean,
    session: ClientSession,
  ): Promise<PrivacyCase | null> {
    const { store, reminders, letters, now } = this.#parts;
    const found = await store.byId(caseId, session);
    if (!found) return null;
    const reason = isPartly ? 'DONE_IN_PART' : 'DONE_AS_ASKED';
    const done = { state: 'FULFILLED', waitsFor: null, reason, closedAt: now() } as const;
    const items = found.items.filter(isErasable);
    const next = withItems(
      found,
      changedItems(found, isErasable, () => done),
      now(),
    );
    const told = items.reduce((one, { right }) => noted(one, 'FULFILLED', SYSTEM, now(), { right, reason }), next);
    if (items.length > 0) {
      await store.put(told, session);
      await reminders.schedule(told, session, now());
    }
    await letters.erased(told, { isPartly, left }, session);
    return told;
  }

  async #changed(
    found: PrivacyCase,
    to: Pick<CaseItem, 'state' | 'waitsFor'>,
    act: CaseActName | null,
    by: CaseActor,
    session: ClientSession,
  ): Promise<void> {
    const { store, reminders, now } = this.#parts;
    const items = found.items.filter(isErasable);
    const next = withItems(
      found,
      changedItems(found, isErasable, () => to),
      now(),
    );
    const told = act ? items.reduce((one, { right }) => noted(one, act, by, now(), { right }), next) : next;
    await store.put(told, session);
    await reminders.schedule(told, session, now());
  }
}
