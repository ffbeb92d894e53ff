import type { ClientSession } from 'mongoose';
import type { Accounts } from '../account/accounts.ts';
import type { Guests } from '../guest/guests.ts';
import type { InquiryRecord } from '../inquiry/inquiry.record.ts';
import type { BlockedWriters, Writer } from './blocked-writers.ts';

type Thread = Pick<InquiryRecord, 'buyers'>;

export interface BlockedBuyersParts {
  accounts: Accounts;
  guests: Guests;
  blocked: BlockedWriters;
}

/** Knows of the buyers of a thread whether they may write: whom staff have blocked may not, in threads of before either. */
export class BlockedBuyers {
  readonly #parts: BlockedBuyersParts;

  constructor(parts: BlockedBuyersParts) {
    this.#parts = parts;
  }

  async has(inquiry: Thread, session?: ClientSession): Promise<boolean> {
    for (const writer of await this.#writersOf(inquiry, session))
      if (await this.#parts.blocked.has(writer, session)) return true;
    return false;
  }

  async block(inquiry: Thread, session: ClientSession, now: Date): Promise<void> {
    for (const writer of await this.#writersOf(inquiry, session)) await this.#parts.blocked.block(writer, session, now);
  }

  #writersOf({ buyers }: Thread, session?: ClientSession): Promise<Writer[]> {
    const { accounts, guests } = this.#parts;
    return Promise.all(
      buyers.map(async ({ kind, buyerRef }) => {
        const account = kind === 'MEMBER' ? await accounts.ofHolder(buyerRef, session) : null;
        const email = (account ?? (await guests.byRef(buyerRef, session)))?.email ?? null;
        return { accountId: account?._id ?? null, email };
      }),
    );
  }
}
