import type { ClientSession } from 'mongoose';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { textFor } from '../../../kit/text/localized-text.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Companies } from '../company/companies.ts';
import type { InquiryMessage } from '../inquiry-message/inquiry-message.record.ts';
import type { Mails } from '../mail/mails.ts';
import { EDITORS } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import type { BuyerAddresses } from './buyer-addresses.ts';
import type { InquiryRecord } from './inquiry.record.ts';
import { isAside } from './inquiry.policy.ts';

export interface InquiryLettersParts {
  accounts: Accounts;
  addresses: BuyerAddresses;
  companies: Companies;
  memberships: Memberships;
  mails: Mails;
}

/** Members of a company who are written to about one message. */
const MOST_READERS = 20;

/** The mail by which one side of a thread hears what the other wrote. Everything that such a mail says and carries is made here. */
export class InquiryLetters {
  readonly #parts: InquiryLettersParts;

  constructor(parts: InquiryLettersParts) {
    this.#parts = parts;
  }

  /** Posts it in the transaction of the message. Nobody is written to about a thread that the company keeps aside. */
  async post(message: InquiryMessage, inquiry: InquiryRecord, session: ClientSession): Promise<void> {
    if (isAside(inquiry.state)) return;
    if (message.from === 'BUYER') await this.#toSupplier(message, inquiry, session);
    else await this.#toBuyer(message, inquiry, session);
  }

  async #toSupplier({ body }: InquiryMessage, inquiry: InquiryRecord, session: ClientSession): Promise<void> {
    const { accounts, memberships, mails } = this.#parts;
    const all = await memberships.in(inquiry.companyId, session);
    const assigned = inquiry.assigned[0]?.accountId;
    const answering = all.filter(({ role, _id }) => EDITORS.includes(role) && (assigned ?? _id) === _id);
    const readers = answering.length > 0 ? answering : all.filter(({ role }) => EDITORS.includes(role));
    const facts = {
      inquiryId: globalId('Inquiry', inquiry._id),
      from: inquiry.buyers[0]?.name ?? null,
      isFirst: inquiry.messageCount === 1,
      text: body,
    };
    for (const { _id } of readers.slice(0, MOST_READERS)) {
      const account = await accounts.byId(_id, session);
      if (account?.status !== 'ACTIVE') continue;
      const { email: to, subjectRef, locale } = account;
      await mails.post({ to, subjectRef, template: 'inquiryReceived', facts, locale }, session);
    }
  }

  async #toBuyer({ body }: InquiryMessage, inquiry: InquiryRecord, session: ClientSession): Promise<void> {
    const { addresses, companies, mails } = this.#parts;
    const reader = await addresses.of(inquiry, session);
    const company = reader && (await companies.byId(inquiry.companyId, session));
    if (!reader || !company) return;
    const { email: to, subjectRef, locale } = reader;
    const facts = { inquiryId: globalId('Inquiry', inquiry._id), company: textFor(company.name, locale), text: body };
    await mails.post({ to, subjectRef, template: 'inquiryAnswered', facts, locale }, session);
  }
}
