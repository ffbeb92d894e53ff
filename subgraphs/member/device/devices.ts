import type { ClientSession, Connection } from 'mongoose';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { readProof } from '../../../kit/proof/proof-token.ts';
import { deviceRecord, type DeviceRecord } from './device.record.ts';

/** Devices that one account may have. */
const MOST = 20;

/** The devices that are registered. */
export class Devices {
  readonly #records: RecordsOf<typeof deviceRecord>;

  constructor(connection: Connection, keyring: Keyring) {
    this.#records = new Records(connection, deviceRecord, keyring);
  }

  byId(id: string, session?: ClientSession): Promise<DeviceRecord | null> {
    return this.#records.findById(id, { session });
  }

  /** Null for a token of none. */
  async ofToken(token: string, session?: ClientSession): Promise<DeviceRecord | null> {
    const read = readProof(token);
    const found = read && (await this.byId(read.id, session));
    return found && found.secretHash === read.hash ? found : null;
  }

  async idsOfAccount(accountId: string, session: ClientSession): Promise<string[]> {
    const options = { session, projection: { _id: 1 }, sort: { lastUsedAt: -1 }, limit: MOST } as const;
    const found = await this.#records.collection.find({ accountId }, options).toArray();
    return found.map(({ _id }) => _id);
  }

  async save(device: DeviceRecord, session: ClientSession): Promise<void> {
    await this.#records.put([device], { session });
  }

  /** It was used now; false: it is not there any more. */
  async touch(id: string, session: ClientSession, now = new Date()): Promise<boolean> {
    const used = { $set: { lastUsedAt: now } };
    return (await this.#records.collection.updateOne({ _id: id }, used, { session })).matchedCount > 0;
  }

  /** The reference under which a device is sealed that belongs to no account; null: it has none of its own. Whether it can be read or not. */
  async ownRef(id: string): Promise<string | null> {
    const projection = { subjectRef: 1 } as const;
    const found = await this.#records.collection.findOne({ _id: id, accountId: null } as never, { projection });
    return (found?.['subjectRef'] as string | undefined) ?? null;
  }

  async remove(id: string, session: ClientSession): Promise<void> {
    await this.#records.collection.deleteOne({ _id: id }, { session });
  }

  /** Those that nobody has used since. */
  async unusedSince(then: Date, most: number): Promise<string[]> {
    const options = { projection: { _id: 1 }, limit: most };
    const found = await this.#records.collection.find({ lastUsedAt: { $lt: then } }, options).toArray();
    return found.map(({ _id }) => _id);
  }
}
