import { createHash } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { FileTooLong, type FileStore } from '../files/file-store.ts';
import { Records } from '../record/records.ts';
import { open } from '../sealing/sealed-value.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { ContentCheck } from './content-check.ts';
import { NoImage, decodedWhole } from './decoding.ts';
import { UNTAKEN_SECONDS, type UploadDeclaration } from './upload.record.ts';
import { nameBound, type UploadTicket } from './upload-ticket.ts';

/** Untaken files that a company may have; who has more takes some, or waits a day. */
const MOST_UNTAKEN = 300;

export interface UploadKind {
  contentTypes: readonly string[];
  mostBytes: number;
}

/** What came of an upload, as a code that does not change and in words. */
export class UploadRefused extends Error {
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.name = 'UploadRefused';
    this.status = status;
    this.reason = reason;
  }
}

/** What is made of a file before it counts as uploaded; what it answers runs in the transaction in which it does. */
export type Prepare = (file: {
  ticket: UploadTicket;
  fileId: string;
  digest: Buffer;
}) => Promise<(session: ClientSession) => Promise<void>>;

export interface UploadsParts {
  connection: Connection;
  declaration: UploadDeclaration;
  keyring: Keyring;
  files: FileStore;
  kinds: Readonly<Record<string, UploadKind>>;
  /** Under whose key a file is sealed. */
  sealedFor: (ticket: UploadTicket) => string | null;
  /** By kind; what it prepared takes the place of the file, which goes at once. Absent: the file is kept as it came. */
  prepare?: Readonly<Record<string, Prepare>>;
  now?: () => Date;
}

export interface TakenUpload {
  fileId: string;
  contentType: string;
  byteSize: number;
  filename: string;
  /** Who brought it. */
  subjectRef: string;
  /** Whom the file is sealed for. */
  fileRef: string | null;
}

/** Files on their way in: taken from a ticket's holder, looked at, and kept for a day for whoever they are for. */
export class Uploads {
  readonly #parts: UploadsParts;
  readonly #records: Records<UploadDeclaration['fields']>;
  readonly #now: () => Date;

  constructor(parts: UploadsParts) {
    this.#parts = parts;
    this.#records = new Records(parts.connection, parts.declaration, parts.keyring);
    this.#now = parts.now ?? (() => new Date());
  }

  /**
   * Takes a file in. The same file by the same ticket again changes nothing. Rejects with UploadRefused, and then nothing of it is left.
   * @returns whether it came in now
   */
  async receive(ticket: UploadTicket, bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<boolean> {
    const { files, sealedFor, prepare, kinds } = this.#parts;
    const kind = Object.hasOwn(kinds, ticket.kind) ? kinds[ticket.kind] : undefined;
    if (!kind?.contentTypes.includes(ticket.contentType) || ticket.byteSize > kind.mostBytes)
      throw new UploadRefused(400, 'TICKET', 'Expected a ticket for a file that is taken here. Ask for a new one.');
    await this.#checkRoom(ticket.companyId);
    const makes = prepare?.[ticket.kind];
    const check = new ContentCheck(ticket.contentType, !makes);
    const hash = createHash('sha256');
    const fileRef = sealedFor(ticket);
    const until = new Date(this.#now().getTime() + UNTAKEN_SECONDS * 1_000);
    const file = { subjectRef: fileRef, most: ticket.byteSize, until, signal };
    const { fileId, length } = await files.put(looked(bytes, check, hash), file).catch((error: Error) => {
      throw error instanceof FileTooLong ? new UploadRefused(413, 'LENGTH', lengthWords(ticket, 'more')) : error;
    });
    try {
      if (length !== ticket.byteSize) throw new UploadRefused(400, 'LENGTH', lengthWords(ticket, String(length)));
      const fault = await check.end();
      if (fault) throw contentRefused(fault);
      const digest = hash.digest();
      if (await this.#isRepeat(ticket, digest)) {
        await files.remove(fileId);
        return false;
      }
      const isImage = ticket.contentType.startsWith('image/');
      if (isImage && !makes) await decodedWhole(() => wholeOf(files, fileId));
      const made = await makes?.({ ticket, fileId, digest });
      const isFirst = await this.#store(ticket, { fileId, fileRef, digest }, made);
      if (!isFirst || made) await files.remove(fileId);
      return isFirst;
    } catch (error) {
      await files.remove(fileId).catch(() => undefined);
      throw error instanceof NoImage ? new UploadRefused(422, 'CONTENT', error.message) : error;
    }
  }

  /**
   * Makes an upload the caller's own, in the transaction that stores the reference to its file. Null: there is none of that kind of that
   * company, or it was taken, or its day is over.
   */
  async take(
    uploadId: string,
    { kind, companyId }: { kind: string; companyId: string },
    session: ClientSession,
  ): Promise<TakenUpload | null> {
    const since = new Date(this.#now().getTime() - UNTAKEN_SECONDS * 1_000);
    const filter = { _id: uploadId, kind, companyId, takenAt: null, uploadedAt: { $gt: since } };
    const [found] = await this.#records.find(filter, { session, limit: 1 });
    if (!found) return null;
    const { fileId, contentType, byteSize, filename, subjectRef, fileRef } = found;
    // What was made of it in its place is kept by whoever made it.
    const isHere = !this.#parts.prepare?.[kind];
    if (isHere && !(await this.#parts.files.keep(fileId, session))) return null;
    await this.#records.collection.updateOne({ _id: found._id }, { $set: { takenAt: this.#now() } }, { session });
    return { fileId, contentType, byteSize, filename, subjectRef, fileRef };
  }

  async #checkRoom(companyId: string): Promise<void> {
    const untaken = await this.#records.collection.countDocuments(
      { companyId, takenAt: null },
      { limit: MOST_UNTAKEN },
    );
    if (untaken < MOST_UNTAKEN) return;
    const message = `Expected at most ${MOST_UNTAKEN} uploads that are not used yet. Use some, or wait until tomorrow.`;
    throw new UploadRefused(429, 'TOO_MANY', message);
  }

  /** Whether this file came by this ticket before. Rejects for another one. */
  async #isRepeat({ uploadId }: UploadTicket, digest: Buffer, session?: ClientSession): Promise<boolean> {
    const known = await this.#records.findById(uploadId, { ...(session && { session }) });
    if (!known) return false;
    if (Buffer.from(known.digest).equals(digest)) return true;
    throw new UploadRefused(
      409,
      'OTHER_FILE',
      'Expected the file that came by this ticket before, got another. Ask for a new ticket.',
    );
  }

  async #store(
    ticket: UploadTicket,
    { fileId, fileRef, digest }: { fileId: string; fileRef: string | null; digest: Buffer },
    made: ((session: ClientSession) => Promise<void>) | undefined,
  ): Promise<boolean> {
    const { uploadId, subjectRef, accountId, companyId, kind, contentType, byteSize } = ticket;
    const filename = await this.#nameOf(ticket);
    const uploadedAt = this.#now();
    const known = {
      subjectRef,
      accountId,
      companyId,
      kind,
      contentType,
      byteSize,
      filename,
      uploadedAt,
      takenAt: null,
    };
    let isFirst = false;
    await this.#parts.connection.transaction(async (session) => {
      isFirst = !(await this.#isRepeat(ticket, digest, session));
      if (!isFirst) return;
      await this.#records.put([{ _id: uploadId, ...known, fileId, fileRef, digest }], { session });
      await made?.(session);
    });
    return isFirst;
  }

  async #nameOf({ uploadId, subjectRef, name }: UploadTicket): Promise<string> {
    const key = (await this.#parts.keyring.keysOf([subjectRef])).get(subjectRef);
    const opened = key && open(Buffer.from(name, 'base64url'), key, nameBound(uploadId));
    if (!opened) throw new UploadRefused(400, 'TICKET', 'Expected a ticket of this directory. Ask for a new one.');
    return opened.toString();
  }
}

/** The whole of a file that is small enough to be held. */
export async function wholeOf(files: FileStore, fileId: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of files.open(fileId)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* looked(bytes: AsyncIterable<Uint8Array>, check: ContentCheck, hash: ReturnType<typeof createHash>) {
  for await (const piece of bytes) {
    const fault = check.take(piece);
    if (fault) throw contentRefused(fault);
    hash.update(piece);
    yield piece;
  }
}

const contentRefused = (fault: string): UploadRefused => new UploadRefused(422, 'CONTENT', `Expected ${fault}.`);

const lengthWords = ({ byteSize }: UploadTicket, got: string): string =>
  `Expected ${byteSize} bytes, as the upload was announced, got ${got}.`;
