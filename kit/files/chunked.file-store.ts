import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection, mongo } from 'mongoose';
import type { Log } from '../log/log.ts';
import { modelOf } from '../record/record.ts';
import { LeasedWork, type WorkDocument } from '../work/leased-work.ts';
import { WriteUncertain, type ChunkPlace, type FileChunk } from './chunk-place.ts';
import { chunked } from './chunked.ts';
import { CHUNK_BYTES, type FileRecords, type StoredFile } from './file.record.ts';
import { FileMissing, type FileStore, type NewFile, type WrittenFile } from './file-store.ts';

/** So long bytes may keep coming in; what is not whole by then is taken for what a crash left. */
const WRITING_MS = 3_600_000;
/** Chunks that go to the database as one command, and are in memory together. */
const AT_ONCE = 4;

/** Files of which MongoDB knows which there are and which are kept, and whose bytes lie in chunks wherever `chunks` puts them. */
export class ChunkedFileStore implements FileStore {
  readonly #files: mongo.Collection<StoredFile>;
  readonly #chunks: ChunkPlace;

  constructor(connection: Connection, declaration: FileRecords['files'], chunks: ChunkPlace) {
    this.#files = modelOf(connection, declaration).collection as never;
    this.#chunks = chunks;
  }

  async put(bytes: AsyncIterable<Uint8Array>, { subjectRef, most, until, signal }: NewFile): Promise<WrittenFile> {
    const fileId = randomBytes(12).toString('hex');
    await this.#files.insertOne({
      _id: fileId,
      subjectRef,
      length: 0,
      chunkSize: CHUNK_BYTES + (subjectRef === null ? 0 : 32),
      chunkCount: 0,
      uploadDate: new Date(),
      filename: fileId,
      whole: false,
      kept: false,
      dueAt: new Date(Date.now() + WRITING_MS),
      leasedUntil: null,
      attempts: 0,
    });
    try {
      let [n, length, stored] = [0, 0, 0];
      let batch: FileChunk[] = [];
      for await (const { data, last } of chunked(bytes, CHUNK_BYTES, most)) {
        signal?.throwIfAborted();
        batch.push({ id: chunkId(fileId, n, last), fileId, n, subjectRef, data });
        n++;
        length += data.length;
        stored += data.length + (subjectRef === null ? 0 : 32);
        if (!last && batch.length < AT_ONCE) continue;
        await this.#chunks.put(batch);
        batch = [];
      }
      signal?.throwIfAborted();
      const whole = { whole: true, length: stored, chunkCount: n, dueAt: until };
      const { matchedCount } = await this.#files.updateOne({ _id: fileId }, { $set: whole });
      if (matchedCount === 0) throw new FileMissing(fileId, 'it took too long to come in, and was taken away.');
      return { fileId, length };
    } catch (error) {
      // What is still under way is taken away when its time to be written is over.
      if (!(error instanceof WriteUncertain)) await this.remove(fileId).catch(() => undefined);
      throw error;
    }
  }

  async *open(fileId: string): AsyncGenerator<Buffer> {
    const file = await this.#files.findOne({ _id: fileId, whole: true });
    if (!file) throw new FileMissing(fileId, 'expected a file, found none.');
    for (let n = 0; n < file.chunkCount; n++) {
      const chunk = await this.#chunks.read(chunkId(fileId, n, n === file.chunkCount - 1));
      if (!chunk) throw new FileMissing(fileId, `expected chunk ${n} of ${file.chunkCount}, found none.`);
      yield chunk;
    }
  }

  async keep(fileId: string, session: ClientSession): Promise<boolean> {
    const loose = { _id: fileId, whole: true, kept: false };
    return (await this.#files.updateOne(loose, { $set: { kept: true } }, { session })).matchedCount === 1;
  }

  async release(fileId: string, at: Date, session?: ClientSession): Promise<void> {
    const loose = { kept: false, dueAt: at, leasedUntil: null, attempts: 0 };
    await this.#files.updateOne({ _id: fileId }, { $set: loose }, { ...(session && { session }) });
  }

  async remove(fileId: string): Promise<void> {
    await this.#files.updateOne({ _id: fileId }, { $set: { whole: false, kept: false, dueAt: new Date() } });
    await this.#delete(fileId);
  }

  /**
   * Takes the bytes of a file away, and leaves that there was one: for whoever takes that away themselves, and counts it. Repeatable. Until
   * then nobody opens it, and no sweep is quicker.
   */
  async empty(fileId: string): Promise<void> {
    await this.#files.updateOne({ _id: fileId }, { $set: { whole: false, kept: true } });
    await this.#chunks.remove(fileId);
  }

  /** Takes away what nobody keeps, when it is due. Start it, and stop it with what the store belongs to. */
  sweep(log: Log): LeasedWork {
    return new LeasedWork({
      kind: 'loose file',
      collection: this.#files as unknown as mongo.Collection<WorkDocument>,
      filter: { kept: false },
      idleMs: 5_000,
      log,
      run: async (fileId) => {
        const loose = { _id: fileId, kept: false, dueAt: { $lte: new Date() } };
        // Whoever would keep it from here on finds it going.
        const { matchedCount } = await this.#files.updateOne(loose, { $set: { whole: false } });
        if (matchedCount === 1) await this.#delete(fileId);
      },
    });
  }

  async #delete(fileId: string): Promise<void> {
    await this.#chunks.remove(fileId);
    await this.#files.deleteOne({ _id: fileId });
  }
}

/** What a sealed chunk is bound to, besides its person. */
const chunkId = (fileId: string, n: number, last: boolean): string => `${fileId}.${n}${last ? '.last' : ''}`;
