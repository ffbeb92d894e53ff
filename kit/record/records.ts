import type { ClientSession, Connection, mongo } from 'mongoose';
import { Fenced } from '../fence/fenced.ts';
import { guarded, isAboutFenced } from '../fence/guarded.ts';
import { KeyError } from '../sealing/key-error.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { RecordCodec, type RecordError, type SealedDocument } from './codec.ts';
import type { Fields, Stored } from './field.ts';
import type { Sought } from './found-together.ts';
import type { RecordDeclaration } from './record.ts';

export interface FindOptions {
  session?: ClientSession;
  sort?: Record<string, 1 | -1>;
  limit?: number;
  batchSize?: number;
  /** Told of a record that is damaged, which is then left out; absent: it throws. Trouble with the store of keys always throws. */
  damaged?: (id: string, error: Error) => void;
}

/**
 * The records of one collection that hold data about people: the only way in and out, so that what is declared encrypted never reaches
 * the database plain. A record about somebody whose data key is destroyed is not there; one that does not open throws
 * RecordError, one whose person's key cannot be read KeyError.
 * Filters name what is stored plain; `whose` finds by a sealed value that has a look-up.
 */
export class Records<F extends Fields, T extends { _id: string } = { _id: string } & Stored<F>> {
  readonly collection: mongo.Collection<SealedDocument>;
  readonly #codec: RecordCodec;

  constructor(connection: Connection, declaration: RecordDeclaration<F>, keyring: Keyring) {
    this.collection = guarded(connection, declaration) as never;
    this.#codec = new RecordCodec(declaration, keyring);
  }

  async find(filter: mongo.Filter<SealedDocument>, options: FindOptions = {}): Promise<T[]> {
    const { damaged, ...command } = options;
    return this.#opened(await this.collection.find(filter, command).toArray(), damaged);
  }

  /**
   * In the order of the ids; null for one that is not there, or that the filter leaves out. One that does not open is an error in its
   * place, and the others are answered. One command.
   */
  async byIds(
    ids: readonly string[],
    filter: mongo.Filter<SealedDocument> = {},
  ): Promise<(T | null | RecordError | KeyError)[]> {
    const wanted = { $and: [{ _id: { $in: [...new Set(ids)] } }, filter] } as mongo.Filter<SealedDocument>;
    const documents = await this.collection.find(wanted, { batchSize: 1_000 }).toArray();
    const order = documents.map(({ _id }) => _id);
    const opened = await this.#codec.opened<T>(documents);
    const byId = new Map(order.map((id, index) => [id, opened[index]!]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** The ids of those that match and are there. Opens none; needs keys only of those whom a record as a whole is about. */
  async idsOf(filter: mongo.Filter<SealedDocument>): Promise<Set<string>> {
    const projection = Object.fromEntries(['_id', ...this.#codec.references].map((name) => [name, 1]));
    const documents = await this.collection.find(filter, { projection, batchSize: 10_000 }).toArray();
    return new Set((await this.#codec.present(documents)).map(({ _id }) => _id));
  }

  async findById(id: string, options: FindOptions = {}): Promise<T | null> {
    return (await this.find({ _id: id }, { ...options, limit: 1 }))[0] ?? null;
  }

  /** Records by the value of a sealed path, equal in the form of its look-up. */
  async whose(path: string, value: string, options: FindOptions = {}): Promise<T[]> {
    const filter = await this.#codec.filter(path, value);
    return filter ? this.find(filter as never, options) : [];
  }

  /** What `find` finds, to be looked for together with others. */
  sought(filter: mongo.Filter<SealedDocument>, { sort, limit }: Pick<FindOptions, 'sort' | 'limit'> = {}): Sought<T> {
    const stages = [{ $match: filter }, ...(sort ? [{ $sort: sort }] : []), ...(limit ? [{ $limit: limit }] : [])];
    return { collection: this.collection, stages, opened: (documents) => this.#opened(documents) };
  }

  /** What `whose` finds, likewise; null: no record can have the value. */
  async soughtBy(path: string, value: string, options: Pick<FindOptions, 'sort' | 'limit'> = {}) {
    const filter = await this.#codec.filter(path, value);
    return filter && this.sought(filter as never, options);
  }

  /** All that match, in batches; each batch is one look-up of keys. */
  async *batches(
    filter: mongo.Filter<SealedDocument>,
    options: FindOptions & { batchSize: number },
  ): AsyncGenerator<T[]> {
    const { damaged, ...command } = options;
    let batch: SealedDocument[] = [];
    for await (const document of this.collection.find(filter, command)) {
      if (batch.push(document) < options.batchSize) continue;
      yield await this.#opened(batch, damaged);
      batch = [];
    }
    if (batch.length > 0) yield await this.#opened(batch, damaged);
  }

  /**
   * Stores records, new or in place of those with their ids. Throws RecordError, KeyError, Fenced for one that names somebody who is being
   * erased, and then has stored none.
   */
  async put(records: readonly T[], { session }: { session?: ClientSession } = {}): Promise<void> {
    const sealed = await this.#codec.sealed(records).catch(async (error: Error) => {
      // Of who was erased the key is destroyed too.
      const isGone = error instanceof KeyError && error.code === 'DESTROYED';
      throw isGone && (await isAboutFenced(this.collection, records)) ? new Fenced() : error;
    });
    const writes = sealed.map((replacement) => ({
      replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true },
    }));
    if (writes.length > 0) await this.collection.bulkWrite(writes, { ...(session && { session }) });
  }

  /**
   * Writes the tokens of look-ups anew, under the epochs of keys that are in force, where they are others. For a rotation of keys; repeatable.
   * What does not open cannot be found by its value either: it is told, and left as it is.
   */
  async retoken(): Promise<{ changed: number; failures: Error[] }> {
    const names = this.#codec.lookups;
    const failures: Error[] = [];
    let changed = 0;
    if (names.length === 0) return { changed, failures };
    const some = { $or: names.map((name) => ({ [name]: { $exists: true } })) } as mongo.Filter<SealedDocument>;
    for await (const document of this.collection.find(some, { batchSize: 500 })) {
      const stored = Object.fromEntries(names.map((name) => [name, document[name] ?? { $exists: false }]));
      const $set = await this.#codec.tokens(document).catch((error: Error) => void failures.push(error));
      if (!$set) continue;
      // Whoever changed the record meanwhile has written tokens of these epochs by now.
      const { modifiedCount } = await this.collection.updateOne({ _id: document._id, ...stored }, { $set });
      changed += modifiedCount;
    }
    return { changed, failures };
  }

  async #opened(documents: SealedDocument[], damaged?: FindOptions['damaged']): Promise<T[]> {
    const ids = documents.map(({ _id }) => _id);
    const opened = await this.#codec.opened<T>(documents);
    return opened.flatMap((one, index) => {
      if (!(one instanceof Error)) return one === null ? [] : [one];
      if (!damaged || !isDamage(one)) throw one;
      damaged(ids[index]!, one);
      return [];
    });
  }
}

/** Whether it is the record, or the key of its person, that is damaged, and not the store or its way here. */
export const isDamage = ({ code }: RecordError | KeyError): boolean => code === 'DAMAGED' || code === 'PLAIN';

/** The records of a declaration. */
export type RecordsOf<D> = D extends RecordDeclaration<infer F> ? Records<F> : never;
