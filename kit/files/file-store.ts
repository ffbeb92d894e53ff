import type { ClientSession } from 'mongoose';

export interface NewFile {
  /** Whom it is about: it is sealed under their data key. Null in a bucket of files about nobody. */
  subjectRef: string | null;
  /** What is longer is refused while it comes in. */
  most: number;
  /** When it goes, unless somebody keeps it before. */
  until: Date;
  /** Gives up, and leaves nothing. */
  signal?: AbortSignal;
}

export interface WrittenFile {
  fileId: string;
  length: number;
}

/** The bytes went on past what was allowed. Nothing of them is kept. */
export class FileTooLong extends Error {
  constructor(most: number) {
    super(`Expected a file of at most ${most} bytes, got more.`);
    this.name = 'FileTooLong';
  }
}

/** There is no such file, or no longer, or something of it is not what was written. */
export class FileMissing extends Error {
  constructor(fileId: string, why: string) {
    super(`${fileId}: ${why}`);
    this.name = 'FileMissing';
  }
}

/**
 * Where bytes are kept: as a stream in and out, a few chunks in memory at a time. A new file is loose: it goes when it is due, unless
 * whoever refers to it keeps it, in the transaction that stores the reference. So a crash at any moment leaves nothing for good that
 * nobody refers to.
 */
export interface FileStore {
  /**
   * Rejects with FileTooLong, with what `bytes` throws, and when `signal` aborts: then nothing of it is left, or, where a write may still be
   * under way, nothing that counts, and that goes within the hour.
   */
  put(bytes: AsyncIterable<Uint8Array>, file: NewFile): Promise<WrittenFile>;
  /** From its beginning. Rejects with FileMissing; bytes that were given out before are those that were written. */
  open(fileId: string): AsyncIterable<Buffer>;
  /** From now on somebody refers to it. False: it is not there, or is going. */
  keep(fileId: string, session: ClientSession): Promise<boolean>;
  /** From now on nobody does: it goes when `at` has come. Nothing happens when there is none. */
  release(fileId: string, at: Date, session?: ClientSession): Promise<void>;
  /** For good and at once, kept or not. Nothing happens when there is none. */
  remove(fileId: string): Promise<void>;
}
