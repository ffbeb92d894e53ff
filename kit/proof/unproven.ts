import type { ClientSession } from 'mongoose';
import type { Records } from '../record/records.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { readProof } from './proof-token.ts';
import { PROVABLE_SECONDS } from './provable.ts';

/** What waits for the proof of an address, under a data key of its own. */
export interface UnprovenRecord {
  _id: string;
  subjectRef: string;
  /** SHA-256 of the secret in the token that was sent. */
  hash: string;
  createdAt: Date;
  /** When it was given up or proven; absent: it may be proven. */
  overAt?: Date;
}

export type UnprovenRecords<R extends UnprovenRecord> = Pick<Records<never, R>, 'collection' | 'find' | 'put'>;

/** Things of one kind that wait for the proof of an address: seven days, then each goes with its key. */
export class Unproven<R extends UnprovenRecord> {
  readonly #records: UnprovenRecords<R>;
  readonly #keyring: Keyring;

  constructor(records: UnprovenRecords<R>, keyring: Keyring) {
    this.#records = records;
    this.#keyring = keyring;
  }

  async add(pending: R, session: ClientSession): Promise<void> {
    await this.#records.put([pending], { session });
  }

  /** The one that a token was sent for; null when it was proven, is over, or never was. */
  async provenBy(token: string, session: ClientSession, now: Date): Promise<R | null> {
    const read = readProof(token);
    if (!read) return null;
    const filter = { _id: read.id, hash: read.hash, createdAt: { $gt: provableSince(now) }, overAt: null };
    return (await this.#records.find(filter, { session }))[0] ?? null;
  }

  /** One was proven. Its key stays where it is the holder's from now on; else it goes with it. */
  async settle({ _id, subjectRef }: R, holderRef: string, session: ClientSession, now: Date): Promise<void> {
    const { collection } = this.#records;
    if (subjectRef === holderRef) await collection.deleteOne({ _id }, { session });
    else await collection.updateOne({ _id }, { $set: { overAt: now } }, { session });
  }

  /** Lets go of some whose seven days are over, or that were settled: first the key, then the rest. Answers how many. */
  async sweep(most: number, now: Date): Promise<number> {
    const { collection } = this.#records;
    // Of a proof at the same moment and this, one finds that the other was first.
    const late = { createdAt: { $lte: provableSince(now) }, overAt: null };
    await collection.updateMany(late, { $set: { overAt: now } });
    const over = await collection
      .find({ overAt: { $type: 'date' } } as never, { projection: { subjectRef: 1 }, limit: most })
      .toArray();
    await this.#keyring.destroy(over.map((pending) => pending['subjectRef'] as string));
    await collection.deleteMany({ _id: { $in: over.map(({ _id }) => _id) } });
    return over.length;
  }
}

const provableSince = (now: Date): Date => new Date(now.getTime() - PROVABLE_SECONDS * 1_000);
