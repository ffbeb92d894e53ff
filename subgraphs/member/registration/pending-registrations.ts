import type { ClientSession, Connection } from 'mongoose';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { readProof } from '../proof/proof-token.ts';
import {
  pendingRegistrationRecord,
  PROVABLE_SECONDS,
  type PendingRegistration,
} from './pending-registration.record.ts';

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
    const filter = { _id: read.id, hash: read.hash, createdAt: { $gt: since } };
    return (await this.#records.find(filter, { session }))[0] ?? null;
  }

  /** Takes away all of an address: one was proven, and none of the others may be. */
  async removeAllOf(address: string, session: ClientSession): Promise<void> {
    const all = await this.#records.whose('email', address, { session });
    await this.#records.collection.deleteMany({ _id: { $in: all.map(({ _id }) => _id) } }, { session });
  }
}
