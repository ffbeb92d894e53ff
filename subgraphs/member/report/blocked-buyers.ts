import type { ClientSession } from 'mongoose';
import { atOnce } from '../../../kit/mongo/at-once.ts';
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
  readonly #asked = atOnce((refs) => this.#areBlocked(refs));

  constructor(parts: BlockedBuyersParts) {
    this.#parts = parts;
  }

  async has({ buyers }: Thread, session?: ClientSession): Promise<boolean> {
    const refs = buyers.map(({ buyerRef }) => buyerRef);
    if (!session) return (await Promise.all(refs.map((ref) => this.#asked.load(ref)))).includes(true);
    for (const ref of refs) if (await this.#isBlocked(ref, session)) return true;
    return false;
  }

  async block({ buyers }: Thread, session: ClientSession, now: Date): Promise<void> {
    for (const { buyerRef } of buyers)
      await this.#parts.blocked.block(await this.#writerOf(buyerRef, session), session, now);
  }

  /** A list of threads has the same buyer in most of them. */
  async #areBlocked(refs: readonly string[]): Promise<boolean[]> {
    const each = [...new Set(refs)].map(async (ref) => [ref, await this.#isBlocked(ref)] as const);
    const known = new Map(await Promise.all(each));
    return refs.map((ref) => known.get(ref)!);
  }

  async #isBlocked(buyerRef: string, session?: ClientSession): Promise<boolean> {
    return this.#parts.blocked.has(await this.#writerOf(buyerRef, session), session);
  }

  async #writerOf(buyerRef: string, session?: ClientSession): Promise<Writer> {
    const { accounts, guests } = this.#parts;
    const account = await accounts.ofHolder(buyerRef, session);
    const email = (account ?? (await guests.byRef(buyerRef, session)))?.email ?? null;
    return { accountId: account?._id ?? null, email };
  }
}
