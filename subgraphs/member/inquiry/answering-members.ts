import type { ClientSession } from 'mongoose';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import { EDITORS } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import type { InquiryRecord } from './inquiry.record.ts';

/** Members of a company who are written to about one message. */
const MOST_READERS = 20;

/** Knows who answers for a company: its owners and editors, as of now. */
export class AnsweringMembers {
  readonly #accounts: Accounts;
  readonly #memberships: Memberships;

  constructor(accounts: Accounts, memberships: Memberships) {
    this.#accounts = accounts;
    this.#memberships = memberships;
  }

  /** Who hears of a message: whoever looks after the thread, else all who may answer. */
  async toldOf({ companyId, assigned }: InquiryRecord, session?: ClientSession): Promise<AccountRecord[]> {
    const all = await this.#of(companyId, session);
    const assignee = all.filter(({ _id }) => _id === assigned[0]?.accountId);
    return assignee.length > 0 ? assignee : all.slice(0, MOST_READERS);
  }

  /** Who may answer by mail; nobody whose account or membership is paused. */
  async mayAnswer(companyId: string): Promise<AccountRecord[]> {
    return this.#of(companyId, undefined, false);
  }

  async #of(companyId: string, session?: ClientSession, withPaused = true): Promise<AccountRecord[]> {
    const members = await this.#memberships.in(companyId, session);
    const found: AccountRecord[] = [];
    for (const { _id, role, paused } of members) {
      if (!EDITORS.includes(role) || (paused && !withPaused)) continue;
      const account = await this.#accounts.byId(_id, session);
      if (account?.status === 'ACTIVE') found.push(account);
    }
    return found;
  }
}
