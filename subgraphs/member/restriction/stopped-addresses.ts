import type { ClientSession } from 'mongoose';
import type { Accounts } from '../account/accounts.ts';
import type { Guests } from '../guest/guests.ts';
import type { Restrictions } from './restrictions.ts';

/**
 * Knows of which addresses nothing new is begun without an account: what came of it would be kept and not used, and whoever waits for an answer
 * would never get one. To be told to whoever has proven the address alone.
 */
export class StoppedAddresses {
  readonly #accounts: Accounts;
  readonly #guests: Guests;
  readonly #restrictions: Restrictions;

  constructor(accounts: Accounts, guests: Guests, restrictions: Restrictions) {
    this.#accounts = accounts;
    this.#guests = guests;
    this.#restrictions = restrictions;
  }

  async has(email: string, session: ClientSession): Promise<boolean> {
    if ((await this.#accounts.byEmail(email, session))?.status === 'RESTRICTED') return true;
    const guest = await this.#guests.byEmail(email, session);
    return guest !== null && (await this.#restrictions.of(guest.subjectRef, session)) !== null;
  }
}
