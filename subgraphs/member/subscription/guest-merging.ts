import type { ClientSession } from 'mongoose';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Guests } from '../guest/guests.ts';
import type { Mails } from '../mail/mails.ts';
import { MOST } from './begin-subscription.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface GuestMergingParts {
  accounts: Accounts;
  guests: Guests;
  subscriptions: Subscriptions;
  mails: Mails;
  now?: () => Date;
}

/** Brings together what one person subscribed to under several identities, once the address is proven as the account’s. */
export class GuestMerging {
  readonly #parts: GuestMergingParts;

  constructor(parts: GuestMergingParts) {
    this.#parts = parts;
  }

  /**
   * What an account’s address held without it is the account’s from now on, and sealed for its holder. Of more than one holder may have the newest are kept; the
   * proof of an address is not refused for that.
   */
  async join(accountId: string, session: ClientSession): Promise<void> {
    const { accounts, guests, subscriptions } = this.#parts;
    const account = await accounts.byId(accountId, session);
    const guest = account && (await guests.byEmail(account.email, session));
    if (!guest) return;
    // Taken in turn with whoever subscribes as the guest at this moment.
    await guests.touch(guest._id, session);
    const holder = { kind: 'ACCOUNT', id: accountId, subjectRef: account.subjectRef, timeZone: null } as const;
    const brought = await subscriptions.page({ kind: 'GUEST', id: guest._id }, MOST, null, session);
    const own = await subscriptions.page(holder, MOST, null, session);
    const newest = [...brought, ...own].toSorted((one, other) => +other.createdAt - +one.createdAt);
    const surplus = newest.slice(MOST).map(({ _id }) => _id);
    for (const one of brought) if (!surplus.includes(one._id)) await subscriptions.move(one, holder, session);
    if (surplus.length > 0) await this.#end(surplus, account, session);
  }

  async #end(ids: readonly string[], account: AccountRecord, session: ClientSession): Promise<void> {
    const { subscriptions, mails, now = () => new Date() } = this.#parts;
    await subscriptions.end(ids, session, now());
    const { email: to, subjectRef, locale } = account;
    const facts = { ended: ids.length, kept: MOST };
    await mails.post({ to, subjectRef, template: 'subscriptionsMerged', facts, locale }, session);
  }
}
