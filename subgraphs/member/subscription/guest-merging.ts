import type { ClientSession } from 'mongoose';
import type { Accounts } from '../account/accounts.ts';
import type { Guests } from '../guest/guests.ts';
import { MOST } from './begin-subscription.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface GuestMergingParts {
  accounts: Accounts;
  guests: Guests;
  subscriptions: Subscriptions;
}

/** Brings together what one person subscribed to under several identities, once the address is proven as the account’s. */
export class GuestMerging {
  readonly #parts: GuestMergingParts;

  constructor(parts: GuestMergingParts) {
    this.#parts = parts;
  }

  /** What an account’s address held without it is the account’s from now on, and sealed for its holder. */
  async join(accountId: string, session: ClientSession): Promise<void> {
    const { accounts, guests, subscriptions } = this.#parts;
    const account = await accounts.byId(accountId, session);
    const guest = account && (await guests.byEmail(account.email, session));
    if (!guest) return;
    const holder = { kind: 'ACCOUNT', id: accountId, subjectRef: account.subjectRef, timeZone: null } as const;
    for (const one of await subscriptions.page({ kind: 'GUEST', id: guest._id }, MOST, null, session))
      await subscriptions.move(one, holder, session);
  }
}
