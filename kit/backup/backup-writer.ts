import { createHash, type Hash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { FrameSealer, writeHead, type BackupHead } from './backup-file.ts';

/** One document as MongoDB stores it, with the place of its collection in the head. */
export interface StoredDocument {
  collection: number;
  bson: Buffer;
}

/** How much a backup holds of each collection; it is its last frame. */
export interface BackupContents {
  collections: readonly { documents: number; bytes: number; sha256: string }[];
}

const compressed = promisify(deflate);
const FULL = 1024 * 1024;

/** A backup as bytes, made as they are read: what is held in memory is a mebibyte, or one document. */
export async function* backupBytes(
  head: BackupHead,
  key: Buffer,
  documents: AsyncIterable<StoredDocument>,
): AsyncGenerator<Buffer, BackupContents> {
  const written = writeHead(head);
  const frames = new FrameSealer(key, written);
  const tallies = head.collections.map(() => new Tally());
  yield written;
  let gathered: Buffer[] = [];
  let size = 0;
  for await (const { collection, bson } of documents) {
    tallies[collection]!.add(bson);
    const place = Buffer.alloc(2);
    place.writeUInt16BE(collection);
    gathered.push(place, bson);
    size += bson.length;
    if (size < FULL) continue;
    yield frames.seal(await compressed(Buffer.concat(gathered)), false);
    gathered = [];
    size = 0;
  }
  if (gathered.length > 0) yield frames.seal(await compressed(Buffer.concat(gathered)), false);
  const contents = { collections: tallies.map((tally) => tally.said()) };
  yield frames.seal(Buffer.from(JSON.stringify(contents)), true);
  return contents;
}

/** Counts what goes into, or comes out of, a backup for one collection. */
export class Tally {
  readonly #hash: Hash = createHash('sha256');
  #documents = 0;
  #bytes = 0;

  add(bson: Buffer): void {
    this.#hash.update(bson);
    this.#documents += 1;
    this.#bytes += bson.length;
  }

  said(): BackupContents['collections'][number] {
    return { documents: this.#documents, bytes: this.#bytes, sha256: this.#hash.copy().digest('hex') };
  }
}
