import type { ClientSession } from 'mongoose';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Companies } from '../company/companies.ts';
import type { Memberships } from '../membership/memberships.ts';
import type { SecurityEventKind } from '../security-log/security-event.record.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import type { Sessions } from '../session/sessions.ts';
import { statusFor } from './restriction.policy.ts';
import type { RestrictionReasonName, RestrictionRecord } from './restriction.record.ts';

export interface AccountStopParts {
  accounts: Accounts;
  companies: Companies;
  memberships: Memberships;
  securityLog: SecurityLog;
  sessions: Sessions;
}

type Kept = RestrictionRecord['membership'];

/** What stopping means for an account, and for the company that it acts for. */
export class AccountStop {
  readonly #parts: AccountStopParts;

  constructor(parts: AccountStopParts) {
    this.#parts = parts;
  }

  /** Brings an account into the state that it has for these reasons, and writes down why. */
  async settle(
    account: AccountRecord,
    reasons: readonly RestrictionReasonName[],
    why: SecurityEventKind,
    session: ClientSession,
  ): Promise<void> {
    const { accounts, securityLog } = this.#parts;
    await accounts.save({ ...account, status: statusFor(account.status, reasons) }, session);
    await securityLog.note(account, why, null, session);
  }

  /** Nobody is signed in to the account any more, in any process. */
  async endSessions({ _id }: AccountRecord, session: ClientSession): Promise<void> {
    await this.#parts.sessions.endAll(_id, {}, session);
  }

  /** The account acts for its company no more; of the last owner the company is hidden. Answers what `comeBack` takes; null: it acted for none. */
  async leave({ _id: accountId }: AccountRecord, session: ClientSession): Promise<Kept> {
    const { memberships, companies } = this.#parts;
    const membership = await memberships.of(accountId, session);
    if (!membership) return null;
    const { companyId, role, paused, since, version } = membership;
    await memberships.end(accountId, session);
    const staying = await memberships.in(companyId, session);
    if (role === 'OWNER' && !staying.some((other) => other.role === 'OWNER'))
      await companies.stop(companyId, 'OWNERS', session);
    return { accountId, companyId, role, paused, since, version };
  }

  /** The account acts for the company as before, which is shown again if it is for the want of an owner that it was not. */
  async comeBack(subjectRef: string, kept: NonNullable<Kept>, session: ClientSession): Promise<void> {
    const { memberships, companies } = this.#parts;
    const { accountId, ...others } = kept;
    await memberships.takeUp({ _id: accountId, subjectRef, ...others }, session);
    if (kept.role === 'OWNER') await companies.resume(kept.companyId, 'OWNERS', session);
  }
}
