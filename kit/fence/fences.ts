import type { ClientSession, Connection, mongo } from 'mongoose';
import { Fenced } from './fenced.ts';

export const FENCES = 'subjectFences';

interface FenceEntry {
  _id: string;
  fencedAt: Date | null;
  writes: number;
  touchedAt: Date;
}

/** A transaction that begins, or begins again, is another object, in whichever session. */
type Transaction = object;
const transactionOf = (session: ClientSession): Transaction =>
  (session as unknown as { transaction: Transaction }).transaction;
const passing = new WeakSet<Transaction>();
const DUPLICATE = 11_000;

/**
 * The fences of one database: by reference, whether anything more may be stored about a person. A fence that is only read protects nothing,
 * since two transactions that read what the other changes are not in each other's way: whoever writes about a person changes the entry
 * (`touch`), so that of a writing and a fencing at one moment the database lets one be first. What was first the erasure finds; what comes
 * later is refused.
 */
export class Fences {
  readonly #entries: mongo.Collection<FenceEntry>;
  readonly #touched = new WeakMap<Transaction, Set<string>>();

  constructor(connection: Connection) {
    this.#entries = connection.collection(FENCES) as never;
  }

  /**
   * Says in the transaction of a session that something is stored about these people in it. One command, and none for who was touched in this
   * transaction before. Throws Fenced, and then the transaction is over. Entries are changed in one order, so that two writings about the
   * same people wait for each other rather than both begin again.
   */
  async touch(references: Iterable<string>, session: ClientSession): Promise<void> {
    const transaction = transactionOf(session);
    if (passing.has(transaction)) return;
    const touched = this.#touched.get(transaction) ?? new Set();
    const fresh = [...new Set(references)].filter((reference) => !touched.has(reference)).toSorted();
    if (fresh.length === 0) return;
    const update = { $inc: { writes: 1 }, $set: { touchedAt: new Date() } };
    const writes = fresh.map((_id) => ({ updateOne: { filter: { _id, fencedAt: null }, update, upsert: true } }));
    try {
      await this.#entries.bulkWrite(writes, { session });
    } catch (error) {
      throw (await this.#meant(error as mongo.MongoError, fresh)) ?? error;
    }
    this.#touched.set(transaction, new Set([...touched, ...fresh]));
  }

  /** From here on nothing more is stored about these people. Repeatable: the first time counts. How many were not fenced before. */
  async fence(references: readonly string[]): Promise<number> {
    if (references.length === 0) return 0;
    const now = new Date();
    const first = (name: string, value: unknown) => ({ [name]: { $ifNull: [`$${name}`, value] } });
    const update = [{ $set: { ...first('fencedAt', now), ...first('writes', 0), ...first('touchedAt', now) } }];
    const writes = [...new Set(references)]
      .toSorted()
      .map((_id) => ({ updateOne: { filter: { _id }, update, upsert: true } }));
    const done = await this.#entries.bulkWrite(writes, { writeConcern: { w: 'majority' } });
    return done.modifiedCount + done.upsertedCount;
  }

  /** Those of these people about whom nothing more is stored. */
  async fencedAmong(references: Iterable<string>): Promise<Set<string>> {
    const wanted = [...new Set(references)];
    if (wanted.length === 0) return new Set();
    const which = { _id: { $in: wanted }, fencedAt: { $ne: null } };
    const found = await this.#entries.find(which, { projection: { _id: 1 }, batchSize: 10_000 }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  /** Whether any of these people is fenced. */
  async isFenced(references: Iterable<string>): Promise<boolean> {
    return (await this.fencedAmong(references)).size > 0;
  }

  /**
   * Lets the transaction that a session is in write about people who are fenced, in every database: for the erasure alone, whose own steps store
   * again what is left of a record. A transaction that begins again has to be let through again.
   */
  passing(session: ClientSession): void {
    passing.add(transactionOf(session));
  }

  /**
   * An entry that is there already, and not as one that may be touched, is fenced; or it was made meanwhile by another transaction, and then
   * this one has to begin again. Read beside the transaction, which sees neither.
   */
  async #meant(error: mongo.MongoError, references: readonly string[]): Promise<Fenced | null> {
    if (error.code !== DUPLICATE) return null;
    if (await this.isFenced(references)) return new Fenced();
    error.addErrorLabel('TransientTransactionError');
    return null;
  }
}

const known = new WeakMap<Connection, Fences>();

/** The fences of the database that a connection opens. */
export function fencesOf(connection: Connection): Fences {
  const fences = known.get(connection) ?? new Fences(connection);
  known.set(connection, fences);
  return fences;
}
