import type { ClientSession } from 'mongoose';
import type { Accounts } from '../account/accounts.ts';
import type { FactsOf } from '../../../kit/mail/outgoing/mail-queue.ts';
import type { MAIL_TEMPLATES, MailTemplateName } from '../mail/mail-templates.ts';
import type { Mails } from '../mail/mails.ts';
import type { Memberships } from '../membership/memberships.ts';

export interface CompanyLettersParts {
  memberships: Memberships;
  accounts: Accounts;
  mails: Mails;
}

/** Mail to a company: to each of its owners, in their language. */
export class CompanyLetters {
  readonly #parts: CompanyLettersParts;

  constructor(parts: CompanyLettersParts) {
    this.#parts = parts;
  }

  /** Posts it in the transaction of what it tells of. A company without owners gets none. */
  async post<Name extends MailTemplateName>(
    companyId: string,
    template: Name,
    facts: FactsOf<(typeof MAIL_TEMPLATES)[Name]>,
    session: ClientSession,
  ): Promise<void> {
    const { memberships, accounts, mails } = this.#parts;
    for (const { _id, role } of await memberships.in(companyId, session)) {
      const account = role === 'OWNER' ? await accounts.byId(_id, session) : null;
      if (account?.status !== 'ACTIVE') continue;
      const { email: to, subjectRef, locale } = account;
      await mails.post({ to, subjectRef, template, facts, locale }, session);
    }
  }
}
