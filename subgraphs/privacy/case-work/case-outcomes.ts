import type { ClientSession } from 'mongoose';
import { changedItems, withItems } from '../case/case-clock.ts';
import { noted, SYSTEM } from '../case/case-history.ts';
import type { CaseStore } from '../case/case-store.ts';
import { isOpen } from '../case/privacy-case.policy.ts';
import type { CaseItem } from '../case/privacy-case.record.ts';
import type { ItemWait } from '../case/privacy-case.values.ts';
import type { CaseLetters } from './case-letters.ts';
import type { CaseReminders } from './case-reminders.ts';

export interface CaseOutcomesParts {
  store: CaseStore;
  reminders: CaseReminders;
  letters: CaseLetters;
  now: () => Date;
}

/** Hears what came of what is carried out without an officer. Each may be told twice, and then changes nothing more. */
export class CaseOutcomes {
  readonly #parts: CaseOutcomesParts;

  constructor(parts: CaseOutcomesParts) {
    this.#parts = parts;
  }

  /** It was done: items that waited for it are fulfilled. `isTold`: the person has a mail of it already. */
  async done(caseId: string, waited: ItemWait, session: ClientSession, { isTold = false } = {}): Promise<void> {
    const now = this.#parts.now();
    const done = { state: 'FULFILLED', waitsFor: null, reason: 'DONE_AS_ASKED', closedAt: now } as const;
    await this.#changed(caseId, waited, { done, act: 'FULFILLED', isTold }, session);
  }

  /** It was taken back, as a cancellation within its seven days. */
  async takenBack(caseId: string, waited: ItemWait, session: ClientSession): Promise<void> {
    const done = { state: 'WITHDRAWN', waitsFor: null, closedAt: this.#parts.now() } as const;
    await this.#changed(caseId, waited, { done, act: 'WITHDRAWN', isTold: true }, session);
  }

  /** One thing is over, and the items wait for the next. */
  async goesOn(caseId: string, waited: ItemWait, waitsFor: ItemWait, session: ClientSession): Promise<void> {
    await this.#changed(caseId, waited, { done: { waitsFor }, act: null, isTold: true }, session);
  }

  /** It does not go without an officer. */
  async failed(caseId: string, waited: ItemWait, session: ClientSession): Promise<void> {
    const done = { state: 'IN_PROGRESS', waitsFor: null } as const;
    await this.#changed(caseId, waited, { done, act: null, isTold: true }, session);
  }

  async #changed(
    caseId: string,
    waited: ItemWait,
    { done, act, isTold }: { done: Partial<CaseItem>; act: 'FULFILLED' | 'WITHDRAWN' | null; isTold: boolean },
    session: ClientSession,
  ): Promise<void> {
    const { store, reminders, letters, now } = this.#parts;
    const found = await store.byId(caseId, session);
    const waits = (item: CaseItem) => isOpen(item) && item.waitsFor === waited;
    const items = found?.items.filter(waits) ?? [];
    if (!found || items.length === 0) return;
    const next = withItems(
      found,
      changedItems(found, waits, () => done),
      now(),
    );
    const told = act ? items.reduce((one, { right }) => noted(one, act, SYSTEM, now(), { right }), next) : next;
    await store.put(told, session);
    await reminders.schedule(told, session, now());
    if (!isTold)
      await letters.decided(
        next,
        items.map((item) => ({ ...item, ...done })),
        session,
      );
  }
}
