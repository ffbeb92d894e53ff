import type { Connection } from 'mongoose';
import { Records, type RecordsOf } from '../record/records.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { bytesOf, type ChunkPlace, type FileChunk } from './chunk-place.ts';
import { ChunkedFileStore } from './chunked.file-store.ts';
import type { FileRecords } from './file.record.ts';

export interface GridFsParts {
  connection: Connection;
  records: FileRecords;
  keyring: Keyring;
}

/** A bucket of files in MongoDB, laid out as GridFS does; see `fileRecords`. */
export class GridFsStore extends ChunkedFileStore {
  constructor(parts: GridFsParts) {
    super(parts.connection, parts.records.files, new GridFsChunks(parts));
  }
}

/** The chunks of such a bucket, sealed for whoever the file is about. */
export class GridFsChunks implements ChunkPlace {
  readonly #chunks: RecordsOf<FileRecords['chunks']>;

  constructor({ connection, records, keyring }: GridFsParts) {
    this.#chunks = new Records(connection, records.chunks, keyring);
  }

  async put(chunks: readonly FileChunk[]): Promise<void> {
    const uploadDate = new Date();
    await this.#chunks.put(
      chunks.map(({ id, fileId, n, subjectRef, data }) => ({
        _id: id,
        subjectRef,
        files_id: fileId,
        n,
        data,
        uploadDate,
      })),
    );
  }

  async read(chunkId: string): Promise<Buffer | null> {
    const chunk = await this.#chunks.findById(chunkId);
    return chunk && bytesOf(chunk.data);
  }

  async remove(fileId: string): Promise<void> {
    await this.#chunks.collection.deleteMany({ files_id: fileId });
  }
}
