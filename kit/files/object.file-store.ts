import { createHash } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import type { ObjectStore } from '../object-store/object-store.ts';
import { modelOf, type Recorded } from '../record/record.ts';
import { bytesOf, WriteUncertain, type ChunkPlace, type FileChunk } from './chunk-place.ts';
import { ChunkedFileStore } from './chunked.file-store.ts';
import type { FileRecords } from './file.record.ts';
import { FileMissing } from './file-store.ts';
import type { ObjectRecord } from './object.record.ts';

type KnownObject = Recorded<ObjectRecord>;

export interface ObjectFileParts {
  connection: Connection;
  files: FileRecords['files'];
  objects: ObjectRecord;
  store: ObjectStore;
  /** Begins the name of every object. */
  prefix: string;
  /** Where files lie that were written before there was an object store: they are read and removed there. */
  older: ChunkPlace;
}

/** A bucket of files about nobody: MongoDB knows which there are and what their bytes have to be, an object store has the bytes. */
export class ObjectFileStore extends ChunkedFileStore {
  constructor(parts: ObjectFileParts) {
    super(parts.connection, parts.files, new ObjectChunks(parts));
  }
}

/** Every object is known before it is written, and forgotten after it is removed: a crash leaves none that nobody finds. */
class ObjectChunks implements ChunkPlace {
  readonly #known: mongo.Collection<KnownObject>;
  readonly #parts: ObjectFileParts;

  constructor(parts: ObjectFileParts) {
    this.#parts = parts;
    this.#known = modelOf(parts.connection, parts.objects).collection as never;
  }

  async put(chunks: readonly FileChunk[]): Promise<void> {
    if (chunks.some(({ subjectRef }) => subjectRef !== null))
      throw new Error('Expected a file about nobody: an object store seals nothing. Keep it in GridFS.');
    const uploadDate = new Date();
    const known = chunks.map(({ id, fileId, n, data }) => ({
      _id: id,
      files_id: fileId,
      n,
      length: data.length,
      digest: digestOf(data),
      uploadDate,
    }));
    await this.#known.insertMany(known);
    const written = await Promise.allSettled(chunks.map(({ id, data }) => this.#parts.store.put(this.#key(id), data)));
    const failed = written.find((one) => one.status === 'rejected');
    if (failed) throw new WriteUncertain(failed.reason as Error);
  }

  async read(chunkId: string): Promise<Buffer | null> {
    const known = await this.#known.findOne({ _id: chunkId });
    if (!known) return this.#parts.older.read(chunkId);
    const bytes = await this.#parts.store.get(this.#key(chunkId));
    if (!bytes) return null;
    const { files_id: fileId, length, digest } = known;
    if (bytes.length === length && digestOf(bytes).equals(bytesOf(digest))) return bytes;
    throw new FileMissing(fileId, `expected object ${chunkId} as it was written, got other bytes.`);
  }

  async remove(fileId: string): Promise<void> {
    for await (const { _id } of this.#known.find({ files_id: fileId }, { projection: { _id: 1 } })) {
      await this.#parts.store.remove(this.#key(_id));
      await this.#known.deleteOne({ _id });
    }
    await this.#parts.older.remove(fileId);
  }

  #key(chunkId: string): string {
    return `${this.#parts.prefix}/${chunkId}`;
  }
}

const digestOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
