import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import type { FileStore } from '../../../kit/files/file-store.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Uploads } from '../../../kit/upload/uploads.ts';
import { documentRecord, type DocumentRecord } from './document.record.ts';

export interface DocumentsParts {
  connection: Connection;
  keyring: Keyring;
  files: FileStore;
  uploads: Pick<Uploads, 'take'>;
  now?: () => Date;
}

/** How long a document is kept once nobody relies on it any more. */
export const KEPT_AFTER_MS = 90 * 86_400_000;

/** Documents that companies handed in, from the upload until their retention ends. */
export class Documents {
  readonly records: RecordsOf<typeof documentRecord>;
  readonly #parts: DocumentsParts;

  constructor(parts: DocumentsParts) {
    this.#parts = parts;
    this.records = new Records(parts.connection, documentRecord, parts.keyring);
  }

  /** Makes an upload a document, in the caller's transaction. Null: there is none of that kind of that company, or it was used. */
  async keep(
    uploadId: string,
    { kind, companyId }: Pick<DocumentRecord, 'kind' | 'companyId'>,
    session: ClientSession,
  ): Promise<DocumentRecord | null> {
    const taken = await this.#parts.uploads.take(uploadId, { kind, companyId }, session);
    if (!taken?.fileRef) return null;
    const { fileId, fileRef, contentType, byteSize, filename, subjectRef } = taken;
    const made = { subjectRef, companyId, kind, fileId, fileRef, contentType, byteSize, filename };
    const document = { _id: randomBytes(12).toString('hex'), ...made, submittedAt: this.#now(), goesAt: null };
    await this.records.put([document], { session });
    return document;
  }

  byId(id: string): Promise<DocumentRecord | null> {
    return this.records.findById(id);
  }

  /** The licence that a company handed in last; null without one. */
  async licenceOf(companyId: string, session?: ClientSession): Promise<DocumentRecord | null> {
    const filter = { companyId, kind: 'BUSINESS_LICENCE', goesAt: null };
    const options = { sort: { submittedAt: -1 }, limit: 1, ...(session && { session }) } as const;
    return (await this.records.find(filter, options))[0] ?? null;
  }

  /** Nobody relies on it any more from `date` on: then it is deleted. */
  async deleteAfter(id: string, date: Date, session?: ClientSession): Promise<void> {
    await this.records.collection.updateOne({ _id: id }, { $set: { goesAt: date } }, { ...(session && { session }) });
  }

  /** For good: its bytes, then the key that they were sealed under, then the record. Repeatable. */
  async remove(id: string): Promise<void> {
    const stored = await this.records.collection.findOne({ _id: id });
    if (!stored) return;
    await this.#parts.files.remove(stored['fileId'] as string);
    await this.#parts.keyring.destroy([stored['fileRef'] as string]);
    await this.records.collection.deleteOne({ _id: id });
  }

  /** Deletes what is due; answers how many. */
  async sweep(): Promise<number> {
    let count = 0;
    const due = this.records.collection.find({ goesAt: { $lte: this.#now() } }, { projection: { _id: 1 } });
    for await (const { _id } of due) {
      await this.remove(_id);
      count++;
    }
    return count;
  }

  #now(): Date {
    return (this.#parts.now ?? (() => new Date()))();
  }
}
