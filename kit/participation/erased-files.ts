import type { Connection, mongo } from 'mongoose';
import type { ChunkedFileStore } from '../files/chunked.file-store.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { DeclaredStore } from './declared-places.ts';
import { heldIn, refsOf, type ErasurePlace, type Stored, type StoredFilter } from './erasure-place.ts';
import type { ErasureTarget } from './erasing.ts';

/** A bucket of files, and who clears the places where their bytes lie. */
export interface ErasedBucket {
  bucket: string;
  store: Pick<ChunkedFileStore, 'empty' | 'remove'>;
}

/** Records that name files: where one is held its files are. */
export interface LinkedFiles extends ErasedBucket {
  collection: string;
  fileIdPath: string;
  /**
   * Where the record names whom its files are sealed for: where a record goes as a whole its files and their key go with it, but for those of
   * whoever is erased. These, and with null all, are found by whoever is erased, like other records, and counted where they are.
   */
  keyPath: string | null;
}

export interface ErasedFilesParts {
  stores: readonly DeclaredStore[];
  buckets: readonly ErasedBucket[];
  linked: readonly LinkedFiles[];
  keyring: Pick<Keyring, 'destroy'>;
}

type Links = mongo.Collection<Stored>;

/** Files that are cleared at the same time. */
const AT_ONCE = 8;

/** What becomes of files in an erasure: before what tells of them goes, their bytes do, wherever these lie. */
export class ErasedFiles {
  readonly #parts: ErasedFilesParts;

  constructor(parts: ErasedFilesParts) {
    this.#parts = parts;
  }

  /** What has to be done before documents of a collection go; null: nothing. Throws for a bucket of which nobody knows where its bytes lie. */
  before(stored: Links, collection: string): ErasurePlace['before'] | null {
    const { buckets, linked } = this.#parts;
    const bucket = buckets.find((one) => collection === `${one.bucket}.files`);
    if (bucket) return (ids) => inParallel(ids, (id) => bucket.store.empty(id));
    if (collection.endsWith('.files')) throw new Error(`Expected a store of the files in ${collection}, got none.`);
    const links = linked.filter((one) => one.collection === collection && one.keyPath !== null);
    if (links.length === 0) return null;
    return async (ids, target) => {
      for (const link of links) await this.#cleared(link, stored, ids, target);
    };
  }

  /** Leaves out files that are held, and the chunks of them. */
  async unheld(collection: string, target: ErasureTarget): Promise<StoredFilter[]> {
    const [bucket, part] = collection.split('.');
    const held = part === undefined ? [] : await this.#held(bucket!, target);
    const path = part === 'chunks' ? 'files_id' : '_id';
    return held.length > 0 ? [{ [path]: { $nin: held } }] : [];
  }

  async #cleared(link: LinkedFiles, stored: Links, ids: readonly string[], target: ErasureTarget): Promise<void> {
    const { fileIdPath, keyPath, bucket, store } = link;
    const which = { _id: { $in: [...ids] }, [keyPath!]: { $nin: refsOf(target) } } as StoredFilter;
    const [fileIds, held] = [await stored.distinct(fileIdPath, which), await this.#held(bucket, target)];
    const going = (fileIds as (string | null)[]).filter((id) => id !== null && !held.includes(id)) as string[];
    const those = { ...which, [fileIdPath]: { $nin: held } } as StoredFilter;
    const keys = ((await stored.distinct(keyPath!, those)) as (string | null)[]).filter((ref) => ref !== null);
    await this.#parts.keyring.destroy(keys);
    await inParallel(going, (id) => store.remove(id));
  }

  /** Files that are said to be held, or that a record names which is held. */
  async #held(bucket: string, target: ErasureTarget): Promise<string[]> {
    const { stores, linked } = this.#parts;
    const held = stores.flatMap(({ name }) => heldIn(target, name, `${bucket}.files`));
    for (const { collection, fileIdPath, bucket: of } of linked) {
      if (of !== bucket) continue;
      const store = stores.find(({ records }) => records.some((one) => one.collection === collection));
      const ids = store ? heldIn(target, store.name, collection) : [];
      if (ids.length === 0) continue;
      const links = collectionOf(store!.connection, collection);
      held.push(...((await links.distinct(fileIdPath, { _id: { $in: ids } } as StoredFilter)) as string[]));
    }
    return held;
  }
}

const collectionOf = (connection: Connection, name: string): Links => connection.collection(name) as never;

async function inParallel(ids: readonly string[], work: (id: string) => Promise<void>): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE)
    await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => work(id)));
}
