import type { ClientSession, Connection } from 'mongoose';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { readProof } from '../../../kit/proof/proof-token.ts';
import { pendingRegistrationRecord, type PendingRegistration } from './pending-registration.record.ts';
import { PROVABLE_SECONDS } from '../../../kit/proof/provable.ts';

/** Registrations whose address is not proven. */
export class PendingRegistrations {
  readonly #records: RecordsOf<typeof pendingRegistrationRecord>;

  constructor(connection: Connection, keyring: Keyring) {
    this.#records = new Records(connection, pendingRegistrationRecord, keyring);
  }

  async add(pending: PendingRegistration, session: ClientSession): Promise<void> {
    await this.#records.put([pending], { session });
  }

  /** The one that a token was sent for; null when it was proven, is over, or never was. */
  async provenBy(token: string, session: ClientSession, now: Date): Promise<PendingRegistration | null> {
    const read = readProof(token);
    if (!read) return null;
    const since = new Date(now.getTime() - PROVABLE_SECONDS * 1_000);
    const filter = { _id: read.id, hash: read.hash, createdAt: { $gt: since }, overAt: null };
    return (await this.#records.find(filter, { session }))[0] ?? null;
  }

  /** One was proven, and is an account from now on: it goes, and its data key is the account's. All others of its address are given up. */
  async settle({ _id, email }: PendingRegistration, session: ClientSession, now: Date): Promise<void> {
    const all = await this.#records.whose('email', email, { session });
    await this.#records.collection.deleteOne({ _id }, { session });
    await this.#records.collection.updateMany(
      { _id: { $in: all.map((one) => one._id).filter((id) => id !== _id) } },
      { $set: { overAt: now } },
      { session },
    );
  }

  /** Gives up those whose seven days are over. Of a proof at the same moment and this, one finds that the other was first. */
  async giveUpLate(now: Date): Promise<void> {
    const since = new Date(now.getTime() - PROVABLE_SECONDS * 1_000);
    const late = { createdAt: { $lte: since }, overAt: null } as never;
    await this.#records.collection.updateMany(late, { $set: { overAt: now } });
  }

  /** Some that were given up; opens nothing. Empty: there are none. */
  givenUp(most: number): Promise<{ _id: string; subjectRef: string }[]> {
    const projection = { subjectRef: 1 };
    return this.#records.collection
      .find({ overAt: { $type: 'date' } } as never, { projection, limit: most })
      .toArray() as never;
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#records.collection.deleteMany({ _id: { $in: [...ids] } });
  }
}
