import type { ClientSession } from 'mongoose';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Guests } from '../guest/guests.ts';
import type { Restrictions } from '../restriction/restrictions.ts';
import type { InquiryRecord } from './inquiry.record.ts';

/** Where a buyer is written to. */
export interface BuyerAddress {
  email: string;
  subjectRef: string;
  locale: Locale;
}

/** Finds the address that the answers to an inquiry go to: nothing of it is stored with the inquiry. */
export class BuyerAddresses {
  readonly #accounts: Accounts;
  readonly #guests: Guests;
  readonly #restrictions: Restrictions;

  constructor(accounts: Accounts, guests: Guests, restrictions: Restrictions) {
    this.#accounts = accounts;
    this.#guests = guests;
    this.#restrictions = restrictions;
  }

  /** Null: the buyer is not there any more, or what is held about them is kept and not used. */
  async of({ buyers }: Pick<InquiryRecord, 'buyers'>, session?: ClientSession): Promise<BuyerAddress | null> {
    for (const { kind, buyerRef } of buyers) {
      const found = kind === 'GUEST' ? await this.#known(buyerRef, session) : await this.#active(buyerRef, session);
      if (found) return { email: found.email, subjectRef: found.subjectRef, locale: found.locale };
    }
    return null;
  }

  async #known(subjectRef: string, session?: ClientSession) {
    const isStopped = (await this.#restrictions.of(subjectRef, session)) !== null;
    return isStopped ? null : this.#guests.byRef(subjectRef, session);
  }

  async #active(subjectRef: string, session?: ClientSession) {
    const account = await this.#accounts.ofHolder(subjectRef, session);
    return account?.status === 'ACTIVE' ? account : null;
  }
}

/** An address as somebody sees it who may know that there is one, and no more: `a…@b….com`. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  const [name, domain] = [address.slice(0, at), address.slice(at + 1)];
  const end = domain.slice(domain.lastIndexOf('.'));
  return `${[...name][0]}…@${[...domain][0]}…${end}`;
}
