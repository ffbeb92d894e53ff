import type { ClientSession, Connection } from 'mongoose';
import type { IdentifiedPerson, PersonReference } from '../../../kit/participation/participant.ts';
import { newProof } from '../../../kit/proof/proof-token.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import type { Addressee, Cancelling } from '../case/case-seams.ts';
import type { Mails } from '../mail/mails.ts';
import { accountCancellationRecord, KEEPABLE_SECONDS } from './account-cancellation.record.ts';
import type { CancellationStore } from './cancellation-store.ts';
import { storedPersons } from '../person/stored-person.ts';

export interface AccountLeavingParts {
  /** Who it is, as the part of the directory knows that keeps accounts. */
  identify: (sought: { accountId: string }) => Promise<IdentifiedPerson>;
  events: Connection;
  store: CancellationStore;
  mails: Mails;
  now: () => Date;
}

interface Asked {
  caseId: string;
  accountId: string;
  references: readonly PersonReference[];
  to: Addressee;
  session: ClientSession;
}

/** Cancels accounts whose holders are proven, whichever way they asked: the mail with the link that takes it back goes out with it. */
export class AccountLeaving implements Cancelling {
  readonly #parts: AccountLeavingParts;

  constructor(parts: AccountLeavingParts) {
    this.#parts = parts;
  }

  /**
   * The mail goes to the address of the account, whichever address the application came from, and to those of before whose readers may still take
   * a change of it back: whoever took an account over does not end it behind its holder. False: staff, or nobody any more.
   */
  async begin({ caseId, accountId, references, to, session }: Asked): Promise<boolean> {
    const { events, identify, store, mails } = this.#parts;
    const { account } = await identify({ accountId });
    if (!account || account.isStaff) return false;
    const now = this.#parts.now();
    const { id: _id, hash: tokenHash, token } = newProof();
    const until = new Date(now.getTime() + KEEPABLE_SECONDS * 1_000);
    const persons = storedPersons(references);
    const work = { dueAt: now, leasedUntil: null, attempts: 0, closedAt: null };
    await store.add({ _id, caseId, accountId, persons, tokenHash, state: 'STOPPING', until, ...work }, session);
    const facts = { token, until: until.toISOString() };
    const mail = { subjectRef: to.subjectRef, template: 'accountCancelled', facts, locale: to.locale } as const;
    for (const address of [account.email, ...(account.formerEmails ?? [])])
      await mails.post({ ...mail, to: address }, session, now);
    const told = { actor: accountId, role: 'SUBJECT', action: 'ACCOUNT_CANCELLED', reason: 'SUBJECT_REQUEST' } as const;
    const about = { record: accountCancellationRecord, subjectRef: to.subjectRef, reasonRef: caseId, count: 1 };
    await recordAudit(events, { ...told, ...about }, session);
    return true;
  }
}
