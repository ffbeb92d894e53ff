import type { ClientSession } from 'mongoose';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { Membership } from '../../../schema/events/membership.record.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Guests } from '../guest/guests.ts';
import type { Memberships } from '../membership/memberships.ts';
import type { InquiryRecord } from './inquiry.record.ts';

/** As whom somebody takes part in an inquiry. */
export type Participant =
  | { side: 'SUPPLIER'; accountId: string; member: Membership }
  | { side: 'BUYER'; accountId: string; subjectRef: string };

export interface ParticipantsParts {
  accounts: Accounts;
  guests: Guests;
  memberships: Memberships;
}

/** Knows who takes part in which inquiry: those who act for the company now, and the buyer by account or by its proven address. */
export class Participants {
  readonly #parts: ParticipantsParts;

  constructor(parts: ParticipantsParts) {
    this.#parts = parts;
  }

  /** Null: nobody of it. */
  async of(
    { companyId, buyers }: Pick<InquiryRecord, 'companyId' | 'buyers'>,
    viewer: Viewer,
    session?: ClientSession,
  ): Promise<Participant | null> {
    if (viewer.kind === 'anonymous') return null;
    const { accountId } = viewer;
    const member = await this.#parts.memberships.of(accountId, session);
    if (member?.companyId === companyId) return { side: 'SUPPLIER', accountId, member };
    const [subjectRef, ...others] = await this.refsOf(accountId, session);
    const refs = subjectRef === undefined ? [] : [subjectRef, ...others];
    const takesPart = buyers.some(({ buyerRef }) => refs.includes(buyerRef));
    return takesPart ? { side: 'BUYER', accountId, subjectRef: subjectRef! } : null;
  }

  /**
   * By which references the holder of an account is known as a buyer: the account's own first, then that of the guest who proved the
   * account's address before there was an account. Both have shown that they read it.
   */
  async refsOf(accountId: string, session?: ClientSession): Promise<string[]> {
    const { accounts, guests } = this.#parts;
    const account = await accounts.byId(accountId, session);
    if (account?.status !== 'ACTIVE') return [];
    const guest = await guests.byEmail(account.email, session);
    return [account.subjectRef, ...(guest ? [guest.subjectRef] : [])];
  }
}
