import type { ClientSession } from 'mongoose';
import { addresseeOf } from '../case-work/case-beginning.ts';
import type { CaseOutcomes } from '../case-work/case-outcomes.ts';
import type { CaseStore } from '../case/case-store.ts';
import type { Mails } from '../mail/mails.ts';

export interface CancellationCasesParts {
  store: CaseStore;
  outcomes: CaseOutcomes;
  mails: Mails;
}

/** Tells the file of a case what became of the cancellation in it. */
export class CancellationCases {
  readonly #parts: CancellationCasesParts;

  constructor(parts: CancellationCasesParts) {
    this.#parts = parts;
  }

  /** Whoever read the mail took it back: the item is withdrawn, and they are told. */
  async takenBack(caseId: string, session: ClientSession, now: Date): Promise<void> {
    const { store, outcomes, mails } = this.#parts;
    await outcomes.takenBack(caseId, 'CANCELLATION', session);
    const found = await store.byId(caseId, session);
    if (!found) return;
    const { email: to, subjectRef, locale } = addresseeOf(found);
    await mails.post({ to, subjectRef, template: 'accountKept', facts: {}, locale }, session, now);
  }

  /** The time is over in which it could be taken back: from now on the item waits for the erasure. */
  async dueForErasure(caseId: string, session: ClientSession): Promise<void> {
    await this.#parts.outcomes.goesOn(caseId, 'CANCELLATION', 'ERASURE', session);
  }
}
