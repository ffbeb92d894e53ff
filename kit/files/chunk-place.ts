/** One piece of a file; all but the last are of `CHUNK_BYTES`. */
export interface FileChunk {
  /** Of the file, the number, and whether it is the last: none can stand in for another. */
  id: string;
  fileId: string;
  n: number;
  subjectRef: string | null;
  data: Buffer;
}

/** Where the bytes of files lie, piece by piece. Which files there are, and which are kept, is not for this place. */
export interface ChunkPlace {
  put(chunks: readonly FileChunk[]): Promise<void>;
  /** As it was written. Null: there is none. Throws for one that is not what was written. */
  read(chunkId: string): Promise<Buffer | null>;
  /** All of a file, for good. Repeatable: when it throws some may be left, and can be removed again. */
  remove(fileId: string): Promise<void>;
}

/** The piece may be written, or come to be written later: whoever takes it away has to wait until nothing is under way any more. */
export class WriteUncertain extends Error {
  /** Of what went wrong. */
  readonly code: string | undefined;

  constructor(cause: Error & { code?: string }) {
    super(cause.message, { cause });
    this.name = 'WriteUncertain';
    this.code = cause.code;
  }
}

/** Of what a reader of records, or of the database, gives out. */
export const bytesOf = (data: Uint8Array | { buffer: Uint8Array }): Buffer =>
  Buffer.from(data instanceof Uint8Array ? data : data.buffer);
