import type { ClientSession } from 'mongoose';
import { InvalidInput, notAllowed, TooManyAttempts } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Companies } from '../company/companies.ts';
import type { Mails } from '../mail/mails.ts';
import type { Memberships } from '../membership/memberships.ts';
import { dataRestricted } from '../restriction/data-restricted.ts';
import { newProof } from '../../../kit/proof/proof-token.ts';
import { writerBlocked, type BlockedWriters } from '../report/blocked-writers.ts';
import { textFor } from '../../../kit/text/localized-text.ts';
import type { InquiryBounds } from './inquiry-bounds.ts';
import type { InquiryTarget, InquiryTargets } from './inquiry-targets.ts';
import type { InquiryThreads } from './inquiry-threads.ts';
import type { PendingInquiries } from './pending-inquiries.ts';
import type { QuarantineReasonName } from '../quarantine/quarantine-reasons.ts';
import { readInquiry, type SaidInquiry } from './said-inquiry.ts';
import type { SendInquiryInput } from './send-inquiry.input.ts';

export interface InquirySendingParts {
  accounts: Accounts;
  companies: Companies;
  memberships: Memberships;
  mails: Mails;
  idempotency: Idempotency;
  bounds: InquiryBounds;
  blocked: BlockedWriters;
  targets: InquiryTargets;
  threads: InquiryThreads;
  pending: PendingInquiries;
  now?: () => Date;
}

/** From where, and in which language, something is sent. */
export interface Sender {
  viewer: Viewer;
  client: Client;
  locale: Locale;
}

interface Accepted {
  said: SaidInquiry;
  target: InquiryTarget;
  locale: Locale;
  quarantineReason: QuarantineReasonName | null;
}

/**
 * Takes inquiries in. One from the proven address of who is signed in reaches the company at once, any other when a mail to the address has
 * proven it. Whether we know an address is looked at for nobody: answer and time say nothing of it.
 */
export class InquirySending {
  readonly #parts: InquirySendingParts;
  readonly #now: () => Date;

  constructor(parts: InquirySendingParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** The reference is the id of the inquiry; null: it waits for its proof. */
  async send(input: SendInquiryInput, sender: Sender): Promise<Outcome<Problem>> {
    const said = readInquiry(input);
    if (said instanceof InvalidInput) return { kind: 'refused', refusal: said };
    const { viewer } = sender;
    const intention = { viewer, mutation: 'sendInquiry', key: input.idempotencyKey, input };
    let bound: TooManyAttempts | QuarantineReasonName | null | undefined;
    return this.#parts.idempotency.once<Problem>(intention, async (session) => {
      const { targets, bounds, accounts } = this.#parts;
      const target = await targets.of(said, session);
      if ('message' in target) return target;
      const account = viewer.kind === 'account' ? await accounts.byId(viewer.accountId, session) : null;
      if (account && account.status !== 'ACTIVE') return dataRestricted();
      const accountId = account?._id ?? null;
      if (accountId && (await this.#parts.memberships.of(accountId, session))?.companyId === target.companyId)
        return notAllowed('OWN_COMPANY', 'Expected another company, got the one that you act for.');
      if (account && (await this.#parts.blocked.has({ accountId, email: account.email }, session)))
        return writerBlocked();
      // Counted once, also when the transaction runs again.
      const sending = { client: sender.client, accountId, replyTo: said.email, text: said.text };
      bound = bound === undefined ? await bounds.of(sending, this.#now()) : bound;
      if (bound instanceof TooManyAttempts) return bound;
      const accepted = { said, target, locale: input.locale ?? sender.locale, quarantineReason: bound };
      return account?.email === said.email
        ? this.#begin(accepted, account, session)
        : this.#askForProof(accepted, account, session);
    });
  }

  async #begin(
    { said, target, locale, quarantineReason }: Accepted,
    { subjectRef: buyerRef }: AccountRecord,
    session: ClientSession,
  ): Promise<Effect> {
    const { name, country, text } = said;
    const buyers = [{ buyerRef, kind: 'MEMBER' as const, name, country }];
    const { _id } = await this.#parts.threads.begin({ ...target, buyers, locale, quarantineReason, text }, session);
    return { reference: _id };
  }

  async #askForProof(
    { said, target, locale, quarantineReason }: Accepted,
    account: AccountRecord | null,
    session: ClientSession,
  ): Promise<Effect> {
    const { pending, companies, mails } = this.#parts;
    const { id: _id, hash, token } = newProof();
    const { companyId, productId } = target;
    const { email, name, country, text: message } = said;
    const [subjectRef, createdAt] = [newSubjectRef(), this.#now()];
    const members = account ? [{ memberRef: account.subjectRef }] : [];
    const written = { email, name, country, message, members, locale, quarantineReason };
    await pending.add({ _id, subjectRef, hash, companyId, productId, ...written, createdAt }, session);
    const company = textFor((await companies.byId(companyId, session))!.name, locale);
    const facts = { token, company };
    await mails.post({ to: email, subjectRef, template: 'proveInquiry', facts, locale }, session, createdAt);
    return { reference: null };
  }
}
