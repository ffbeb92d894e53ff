import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection, Model } from 'mongoose';
import type { FileStore } from '../../../kit/files/file-store.ts';
import {
  invalidInput,
  notAllowed,
  notFound,
  type InvalidInput,
  type NotAllowed,
  type NotFound,
} from '../../../kit/graphql/problems.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf, actingMember, type ActingMember } from '../../../schema/events/acting-member.ts';
import { mayShow, mayWrite } from '../product/product.policy.ts';
import { seller } from '../product/seller.ts';
import { FileRefused } from './file-refused.ts';
import { endedAs } from './import-end.ts';
import type { ImportJobRecord } from './import-job.record.ts';
import { rowsOf } from './import-source.ts';
import type { ErrorPolicy, RowFormat } from './import-words.ts';

/** The longest text that an import may bring along instead of an upload, in UTF-16 units. */
const LONGEST_CONTENT = 256 * 1024;
/** What is given along is kept as a file so long before the import refers to it. */
const LOOSE_MS = 3_600_000;
/** Imports of one company that have not ended. */
const MOST_WAITING = 20;

export interface NewImport {
  format: RowFormat;
  uploadId: string | null;
  content: string | null;
  dryRun: boolean;
  errorPolicy: ErrorPolicy;
  idempotencyKey: string;
}

/** An upload that is taken for good; null: there is none of this company, of this kind, that is whole. */
type TakeUpload = (
  uploadId: string,
  company: Pick<ActingMember, 'companyId'>,
  session: ClientSession,
) => Promise<{ fileId: string } | null>;

export interface ImportsParts {
  events: Connection;
  jobs: Model<ImportJobRecord>;
  files: Pick<FileStore, 'put' | 'keep' | 'remove'>;
  takeUpload: TakeUpload;
  idempotency: Idempotency;
  /** Told that there is work. */
  wake: () => void;
}

/** What members ask of imports. Whoever acts for a company sees its imports; owners and editors begin and cancel them. */
export class Imports {
  readonly #parts: ImportsParts;

  constructor(parts: ImportsParts) {
    this.#parts = parts;
  }

  async start(viewer: Viewer, input: NewImport): Promise<Outcome<InvalidInput | NotAllowed | NotFound>> {
    const { idempotency, events, files, wake } = this.#parts;
    accountOf(viewer);
    // Written before the transaction, which sees nothing that is written beside it later.
    const written = await this.#written(viewer, input);
    const intention = { viewer, mutation: 'importProducts', key: input.idempotencyKey, input };
    const outcome = await idempotency.once<InvalidInput | NotAllowed | NotFound>(intention, async (session) => {
      const acting = await seller(events, viewer);
      const member = acting.member!;
      const refusal = mayShow(acting) ?? (await checkedInput(input)) ?? (await this.#full(member));
      if (refusal) return refusal;
      const fileId = await this.#taken(member, input.uploadId, written, session);
      return fileId === null ? NO_UPLOAD() : this.#queue(member, input, fileId, session);
    });
    if (written !== null && (outcome.kind !== 'done' || outcome.repeated)) await files.remove(written);
    wake();
    return outcome;
  }

  /** One that has ended stays as it is, and that is no refusal. */
  async cancel(viewer: Viewer, id: string | null, key: string | null): Promise<Outcome<NotAllowed | NotFound>> {
    const { idempotency, events, jobs } = this.#parts;
    accountOf(viewer);
    const intention = { viewer, mutation: 'cancelImport', key, input: { id } };
    return idempotency.once<NotAllowed | NotFound>(intention, async (session) => {
      const acting = await seller(events, viewer);
      const refusal = mayWrite(acting);
      if (refusal) return refusal;
      const job = id === null ? null : await this.#ofCompany(acting.member!, id);
      if (!job) return notFound('id', 'Expected the id of an import of your company, got another.');
      await jobs.updateOne({ _id: job._id, finishedAt: null }, { $set: endedAs('CANCELLED', job) }, { session });
      return { reference: job._id };
    });
  }

  /** Null: absent, or of a company that the viewer does not act for. */
  async shown(viewer: Viewer, id: string): Promise<ImportJobRecord | null> {
    const member = await actingMember(this.#parts.events, viewer);
    return member && this.#ofCompany(member, id);
  }

  /** The latest first, after one of them; one more than `first`, where there is one. Null: the viewer acts for no company. */
  async page(viewer: Viewer, first: number, after: string | null): Promise<ImportJobRecord[] | null> {
    const member = await actingMember(this.#parts.events, viewer);
    if (!member) return null;
    const { companyId } = member;
    const from = after === null ? null : await this.#ofCompany(member, after);
    const older = from && {
      $or: [{ createdAt: { $lt: from.createdAt } }, { createdAt: from.createdAt, _id: { $lt: from._id } }],
    };
    return this.#parts.jobs
      .find({ companyId, ...older })
      .sort({ createdAt: -1, _id: -1 })
      .limit(first + 1)
      .lean<ImportJobRecord[]>();
  }

  #ofCompany({ companyId }: ActingMember, id: string): Promise<ImportJobRecord | null> {
    return this.#parts.jobs.findOne({ _id: id, companyId }).lean<ImportJobRecord>();
  }

  async #full({ companyId }: ActingMember): Promise<NotAllowed | null> {
    const waiting = await this.#parts.jobs.countDocuments({ companyId, finishedAt: null });
    if (waiting < MOST_WAITING) return null;
    return notAllowed(
      'TOO_MANY_IMPORTS',
      `Expected fewer than ${MOST_WAITING} imports that wait. Wait for one to end.`,
    );
  }

  /** What is given along, as a file that nobody refers to yet; null: nothing is, or it will be refused. */
  async #written(viewer: Viewer, input: NewImport): Promise<string | null> {
    const { events, files } = this.#parts;
    const acting = input.content === null ? null : await seller(events, viewer);
    if (!acting?.member || mayShow(acting) || (await checkedInput(input))) return null;
    const { subjectRef } = acting.member;
    const until = new Date(Date.now() + LOOSE_MS);
    return (await files.put(onlyPiece(input.content!), { subjectRef, most: LONGEST_CONTENT * 3, until })).fileId;
  }

  /** From now on the import refers to it; null: there is none. */
  async #taken(
    { companyId }: ActingMember,
    uploadId: string | null,
    written: string | null,
    session: ClientSession,
  ): Promise<string | null> {
    const { files, takeUpload } = this.#parts;
    if (uploadId !== null) return (await takeUpload(uploadId, { companyId }, session))?.fileId ?? null;
    return written !== null && (await files.keep(written, session)) ? written : null;
  }

  async #queue(
    { companyId, accountId, subjectRef }: ActingMember,
    { format, errorPolicy, dryRun }: NewImport,
    fileId: string,
    session: ClientSession,
  ): Promise<{ reference: string }> {
    const now = new Date();
    const job: ImportJobRecord = {
      _id: randomBytes(12).toString('hex'),
      companyId,
      accountId,
      subjectRef,
      format,
      errorPolicy,
      dryRun,
      fileId,
      state: 'QUEUED',
      stopReason: null,
      failure: null,
      total: null,
      processed: 0,
      created: 0,
      updated: 0,
      unchanged: 0,
      refused: 0,
      createdAt: now,
      startedAt: null,
      finishedAt: null,
      dueAt: now,
      leasedUntil: null,
      attempts: 0,
    };
    await this.#parts.jobs.collection.insertOne(job as never, { session });
    return { reference: job._id };
  }
}

const NO_UPLOAD = (): NotFound =>
  notFound(
    'uploadId',
    'Expected an upload of the kind IMPORT_FILE of your company that is whole and was not used, found none. Upload the file again.',
  );

/** What can be told before anything is stored; what is given along is read through here and now. */
async function checkedInput({ uploadId, content, format }: NewImport): Promise<InvalidInput | null> {
  if ((uploadId === null) === (content === null))
    return invalidInput('content', 'Expected either `uploadId` or `content`, got both or neither.');
  if (content === null) return null;
  if (content.length > LONGEST_CONTENT)
    return invalidInput(
      'content',
      `Expected at most ${LONGEST_CONTENT} characters, got ${content.length}. Upload the file instead.`,
    );
  try {
    for await (const _ of rowsOf(format, onlyPiece(content)));
    return null;
  } catch (error) {
    if (error instanceof FileRefused) return invalidInput('content', error.message);
    throw error;
  }
}

async function* onlyPiece(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}
