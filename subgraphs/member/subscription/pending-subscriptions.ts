import type { ClientSession, Connection } from 'mongoose';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { readProof } from '../proof/proof-token.ts';
import {
  pendingSubscriptionRecord,
  PROVABLE_SECONDS,
  type PendingSubscription,
} from './pending-subscription.record.ts';

/** Subscriptions whose address is not proven. */
export class PendingSubscriptions {
  readonly #records: RecordsOf<typeof pendingSubscriptionRecord>;
  readonly #keyring: Keyring;

  constructor(connection: Connection, keyring: Keyring) {
    this.#records = new Records(connection, pendingSubscriptionRecord, keyring);
    this.#keyring = keyring;
  }

  async add(pending: PendingSubscription, session: ClientSession): Promise<void> {
    await this.#records.put([pending], { session });
  }

  /** The one that a token was sent for; null when it was proven, is over, or never was. */
  async provenBy(token: string, session: ClientSession, now: Date): Promise<PendingSubscription | null> {
    const read = readProof(token);
    if (!read) return null;
    const since = new Date(now.getTime() - PROVABLE_SECONDS * 1_000);
    const filter = { _id: read.id, hash: read.hash, createdAt: { $gt: since }, overAt: null };
    return (await this.#records.find(filter, { session }))[0] ?? null;
  }

  /** One was proven. Its key stays where it is the holder's from now on; else it goes with it. */
  async settle({ _id, subjectRef }: PendingSubscription, holderRef: string, session: ClientSession, now: Date) {
    const { collection } = this.#records;
    if (subjectRef === holderRef) await collection.deleteOne({ _id }, { session });
    else await collection.updateOne({ _id }, { $set: { overAt: now } }, { session });
  }

  /** Lets go of some whose seven days are over, or that were settled: first the key, then the rest. Answers how many. */
  async sweep(most: number, now: Date): Promise<number> {
    const { collection } = this.#records;
    const since = new Date(now.getTime() - PROVABLE_SECONDS * 1_000);
    // Of a proof at the same moment and this, one finds that the other was first.
    await collection.updateMany({ createdAt: { $lte: since }, overAt: null }, { $set: { overAt: now } });
    const over = await collection
      .find({ overAt: { $type: 'date' } } as never, { projection: { subjectRef: 1 }, limit: most })
      .toArray();
    await this.#keyring.destroy(over.map((pending) => pending['subjectRef'] as string));
    await collection.deleteMany({ _id: { $in: over.map(({ _id }) => _id) } });
    return over.length;
  }
}
