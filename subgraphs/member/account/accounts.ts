import type { ClientSession, Connection } from 'mongoose';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { accountRecord, type AccountRecord } from './account.record.ts';

/** The accounts. Null for one that is absent, or whose holder's data key is destroyed; a disabled one is there, and says so. */
export class Accounts {
  readonly #records: RecordsOf<typeof accountRecord>;

  constructor(connection: Connection, keyring: Keyring) {
    this.#records = new Records(connection, accountRecord, keyring);
  }

  byId(id: string, session?: ClientSession): Promise<AccountRecord | null> {
    return this.#records.findById(id, { session });
  }

  /** By the reference of its holder. */
  async ofHolder(subjectRef: string, session?: ClientSession): Promise<AccountRecord | null> {
    return (await this.#records.find({ subjectRef }, { session, limit: 1 }))[0] ?? null;
  }

  async byEmail(address: string, session?: ClientSession): Promise<AccountRecord | null> {
    return (await this.#records.whose('email', address, { session, limit: 1 }))[0] ?? null;
  }

  async byLoginName(name: string, session?: ClientSession): Promise<AccountRecord | null> {
    return (await this.#records.whose('loginName', name, { session, limit: 1 }))[0] ?? null;
  }

  /** By e-mail address or login name: what has an `@` is an address. */
  byLogin(login: string, session?: ClientSession): Promise<AccountRecord | null> {
    return login.includes('@') ? this.byEmail(login, session) : this.byLoginName(login, session);
  }

  staff(): Promise<AccountRecord[]> {
    return this.#records.find({ kind: 'STAFF' }, { sort: { createdAt: 1 }, limit: 1_000 });
  }

  /**
   * Stores an account, new or changed, as its next version. Read it in the same session, so that two changes at once are told apart. Rejects
   * with MongoDB's code 11000 when another account has its address or login name.
   */
  async save(account: AccountRecord, session: ClientSession, now = new Date()): Promise<void> {
    await this.#records.put([{ ...account, updatedAt: now, version: account.version + 1 }], { session });
  }

  /**
   * Writes down that a session of an account is opened. Whoever changes the account in the same moment is in its way in the database, and looks
   * again: no session outlives a change that ends all of them.
   */
  async countOpening(id: string, session: ClientSession): Promise<void> {
    await this.#records.collection.updateOne({ _id: id }, { $inc: { openings: 1 } } as never, { session });
  }

  /** Takes a turn with whoever changes what hangs on an account in the same moment; false: it is not there. */
  async touch(id: string, session: ClientSession, now = new Date()): Promise<boolean> {
    const touched = { $set: { updatedAt: now } };
    return (await this.#records.collection.updateOne({ _id: id }, touched, { session })).matchedCount > 0;
  }

  /** Stores a new account. */
  async add(
    account: Omit<AccountRecord, 'openings' | 'createdAt' | 'updatedAt' | 'version'>,
    session: ClientSession,
    now: Date,
  ) {
    await this.#records.put([{ ...account, openings: 0, createdAt: now, updatedAt: now, version: 1 }], { session });
  }
}
