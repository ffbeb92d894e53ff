import type { ClientSession, Connection, mongo } from 'mongoose';
import type { Keyring } from '../subject-keys/keyring.ts';
import { RecordCodec, RecordError, type SealedDocument } from './codec.ts';
import type { Fields, Stored } from './field.ts';
import type { RecordDeclaration } from './record.ts';

export interface FindOptions {
  session?: ClientSession;
  sort?: Record<string, 1 | -1>;
  limit?: number;
  batchSize?: number;
}

/**
 * The records of one collection that hold data about people: the only way in and out, so that what is declared encrypted never reaches
 * the database plain. A record about somebody whose data key is destroyed is not there; one that does not open throws RecordError.
 * Filters name what is stored plain; `whose` finds by a sealed value that has a look-up.
 */
export class Records<F extends Fields, T extends { _id: string } = { _id: string } & Stored<F>> {
  readonly collection: mongo.Collection<SealedDocument>;
  readonly #codec: RecordCodec;

  constructor(connection: Connection, declaration: RecordDeclaration<F>, keyring: Keyring) {
    this.collection = connection.collection(declaration.collection) as never;
    this.#codec = new RecordCodec(declaration, keyring);
  }

  async find(filter: mongo.Filter<SealedDocument>, options: FindOptions = {}): Promise<T[]> {
    return this.#opened(await this.collection.find(filter, options).toArray());
  }

  async findById(id: string, options: FindOptions = {}): Promise<T | null> {
    return (await this.find({ _id: id }, { ...options, limit: 1 }))[0] ?? null;
  }

  /** Records by the value of a sealed path, equal in the form of its look-up. */
  async whose(path: string, value: string, options: FindOptions = {}): Promise<T[]> {
    const filter = await this.#codec.filter(path, value);
    return filter ? this.find(filter as never, options) : [];
  }

  /** All that match, in batches; each batch is one look-up of keys. */
  async *batches(
    filter: mongo.Filter<SealedDocument>,
    options: FindOptions & { batchSize: number },
  ): AsyncGenerator<T[]> {
    let batch: SealedDocument[] = [];
    for await (const document of this.collection.find(filter, options)) {
      if (batch.push(document) < options.batchSize) continue;
      yield await this.#opened(batch);
      batch = [];
    }
    if (batch.length > 0) yield await this.#opened(batch);
  }

  /** Stores records, new or in place of those with their ids. Throws RecordError, KeyError, and then has stored none. */
  async put(records: readonly T[], { session }: { session?: ClientSession } = {}): Promise<void> {
    const writes = (await this.#codec.sealed(records)).map((replacement) => ({
      replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true },
    }));
    if (writes.length > 0) await this.collection.bulkWrite(writes, { ...(session && { session }) });
  }

  async #opened(documents: SealedDocument[]): Promise<T[]> {
    const opened = await this.#codec.opened<T>(documents);
    const failed = opened.find((one): one is RecordError => one instanceof RecordError);
    if (failed) throw failed;
    return opened.filter((one): one is T => one !== null && !(one instanceof RecordError));
  }
}
