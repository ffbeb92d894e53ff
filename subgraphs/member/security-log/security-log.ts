import { behind } from '../../../kit/graphql/time-page.ts';
import { hash, randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import { securityEventRecord, type SecurityEventKind, type SecurityEventRecord } from './security-event.record.ts';

/** Whose log it is. */
export interface LogHolder {
  _id: string;
  subjectRef: string;
}

/** Where a page of the log begins: after the event of that instant and id. */
export interface LogPosition {
  at: Date;
  id: string;
}

const HOUR_MS = 3_600_000;
const DUPLICATE = 11_000;

/** What happened to the safety of accounts, for their holders. */
export class SecurityLog {
  readonly #records: RecordsOf<typeof securityEventRecord>;
  readonly #now: () => Date;

  constructor(connection: Connection, keyring: Keyring, now: () => Date = () => new Date()) {
    this.#records = new Records(connection, securityEventRecord, keyring);
    this.#now = now;
  }

  /** Writes down an event, in the transaction of what happened. `client` null: the system did it. */
  async note(
    holder: LogHolder,
    kind: SecurityEventKind,
    client: Client | null,
    session?: ClientSession,
  ): Promise<void> {
    await this.#put(randomBytes(12).toString('hex'), holder, kind, client, session);
  }

  /** Counts an event that may happen by the thousand: one entry for an hour. */
  async count(holder: LogHolder, kind: SecurityEventKind, client: Client | null): Promise<void> {
    const hour = Math.floor(this.#now().getTime() / HOUR_MS);
    const _id = hash('sha256', `${holder._id}\n${kind}\n${hour}`, 'hex').slice(0, 24);
    const counted = await this.#records.collection.updateOne({ _id }, { $inc: { count: 1 } } as never);
    if (counted.matchedCount > 0) return;
    await this.#put(_id, holder, kind, client).catch((error: unknown) => {
      // Another one was first meanwhile.
      if ((error as { code?: unknown }).code !== DUPLICATE) throw error;
    });
  }

  /** The newest first; one more than asked for says that there are more. */
  async page(accountId: string, most: number, after: LogPosition | null): Promise<SecurityEventRecord[]> {
    const older = behind('at', after, 'newest');
    return this.#records.find({ accountId, ...older }, { sort: { at: -1, _id: -1 }, limit: most });
  }

  /** One of an account; null: absent, or another's. */
  async one(accountId: string, _id: string): Promise<SecurityEventRecord | null> {
    return (await this.#records.find({ _id, accountId }, { limit: 1 }))[0] ?? null;
  }

  async #put(
    _id: string,
    { _id: accountId, subjectRef }: LogHolder,
    kind: SecurityEventKind,
    client: Client | null,
    session?: ClientSession,
  ): Promise<void> {
    const [network, device] = [client?.network ?? null, client?.device ?? null];
    const event = { _id, subjectRef, accountId, kind, at: this.#now(), count: 1, network, device };
    await this.#records.put([event], { session });
  }
}
