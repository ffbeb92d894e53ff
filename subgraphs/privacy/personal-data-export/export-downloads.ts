import { timingSafeEqual } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import type { FileStore } from '../../../kit/files/file-store.ts';
import { faultOf } from '../../../kit/log/fault.ts';
import type { Log } from '../../../kit/log/log.ts';
import { readProof } from '../../../kit/proof/proof-token.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { isCode } from './export-code.ts';
import type { ExportEnding } from './export-ending.ts';
import {
  personalDataExportRecord as declaration,
  type PersonalDataExportRecord,
} from './personal-data-export.record.ts';
import { ulidIn } from './personal-data-exports.ts';

export interface ExportDownloadsParts {
  connection: Connection;
  events: Connection;
  records: RecordsOf<typeof declaration>;
  files: FileStore;
  ending: Pick<ExportEnding, 'destroy'>;
  /** Told, in the same transaction, that what a case asked for was handed over. */
  handedOver?: (caseId: string, session: ClientSession) => Promise<void>;
  log: Log;
  now?: () => Date;
}

/** What a link leads to. */
export type Download =
  /** Used, over, or none: the three look alike. */
  | { kind: 'NONE' }
  | { kind: 'WRONG_CODE'; found: PersonalDataExportRecord; triesLeft: number }
  /** Somebody is fetching it at this moment. */
  | { kind: 'BUSY'; found: PersonalDataExportRecord }
  /** `end` says whether all of it was handed over: then the link is used up. */
  | {
      kind: 'BYTES';
      found: PersonalDataExportRecord;
      bytes: AsyncIterable<Buffer>;
      end: (isWhole: boolean) => Promise<void>;
    };

const MOST_WRONG_CODES = 5;
/** A connection may break; whoever begins more often than that gets a new link. */
const MOST_FETCHES = 5;
const FETCHING_MS = 60_000;

/** Archives as they are fetched: each once, by the link of the mail, and only as long as it is there. */
export class ExportDownloads {
  readonly #parts: ExportDownloadsParts;
  readonly #now: () => Date;

  constructor(parts: ExportDownloadsParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** What a link leads to, without using it; null: nothing. */
  async found(token: string): Promise<PersonalDataExportRecord | null> {
    const read = readProof(token);
    const found = read && (await this.#parts.records.findById(read.id));
    if (!found || found.state !== 'READY' || found.hash === null || found.expiresAt! <= this.#now()) return null;
    if (found.wrongCodes >= MOST_WRONG_CODES || found.fetches >= MOST_FETCHES) return null;
    return timingSafeEqual(Buffer.from(found.hash), Buffer.from(read.hash)) ? found : null;
  }

  /** Begins to hand an archive over: one at a time, and that it was is in the audit log before its first byte goes out. */
  async fetch(token: string, code: string, requestId: string): Promise<Download> {
    const found = await this.found(token);
    if (!found) return { kind: 'NONE' };
    if (found.code !== null && !isCode(code, found.code)) return this.#wrong(found);
    const claimed = await this.#claim(found, requestId);
    if (!claimed) return (await this.found(token)) ? { kind: 'BUSY', found } : { kind: 'NONE' };
    const holding = setInterval(() => void this.#hold(found), FETCHING_MS / 3).unref();
    let isRead = false;
    const bytes = readThrough(this.#parts.files.open(found.fileId!), () => (isRead = true));
    const end = async (isWhole: boolean): Promise<void> => {
      clearInterval(holding);
      await (isWhole && isRead ? this.#finish(found) : this.#giveBack(found)).catch((error: Error) =>
        this.#parts.log.warn('personal data export not ended', faultOf(error)),
      );
    };
    return { kind: 'BYTES', found, bytes, end };
  }

  async #wrong(found: PersonalDataExportRecord): Promise<Download> {
    const filter = { _id: found._id, wrongCodes: { $lt: MOST_WRONG_CODES } };
    const counted = await this.#parts.records.collection.findOneAndUpdate(
      filter,
      { $inc: { wrongCodes: 1 } } as never,
      { returnDocument: 'after', projection: { wrongCodes: 1 } },
    );
    const triesLeft = MOST_WRONG_CODES - ((counted?.['wrongCodes'] as number | undefined) ?? MOST_WRONG_CODES);
    return triesLeft > 0 ? { kind: 'WRONG_CODE', found, triesLeft } : { kind: 'NONE' };
  }

  async #claim({ _id, accountId, persons }: PersonalDataExportRecord, requestId: string): Promise<boolean> {
    const { connection, records, events } = this.#parts;
    let isClaimed = false;
    await connection.transaction(async (session: ClientSession) => {
      const now = this.#now();
      const free = {
        _id,
        state: 'READY',
        fetches: { $lt: MOST_FETCHES },
        // Of guesses at the same moment, those after the fifth are too late, though one be right.
        wrongCodes: { $lt: MOST_WRONG_CODES },
        expiresAt: { $gt: now },
        $or: [{ fetchingUntil: null }, { fetchingUntil: { $lte: now } }],
      };
      const step = { $inc: { fetches: 1 }, $set: { fetchingUntil: new Date(now.getTime() + FETCHING_MS) } };
      isClaimed = (await records.collection.updateOne(free, step as never, { session })).matchedCount === 1;
      if (!isClaimed) return;
      const subjectRef = ulidIn(persons.map(({ personRef }) => ({ ref: personRef })));
      await recordAudit(
        events,
        {
          actor: accountId ?? subjectRef ?? 'system',
          role: 'SUBJECT',
          action: 'EXPORT',
          subjectRef,
          record: declaration,
          count: 1,
          reason: accountId === null ? 'SUBJECT_REQUEST' : 'SELF_SERVICE',
          requestId,
        },
        session,
      );
    });
    return isClaimed;
  }

  async #hold({ _id }: PersonalDataExportRecord): Promise<void> {
    const fetchingUntil = new Date(this.#now().getTime() + FETCHING_MS);
    await this.#parts.records.collection
      .updateOne({ _id, state: 'READY' }, { $set: { fetchingUntil } })
      .catch(() => undefined);
  }

  /** All of it was handed over: the link is used up, and the archive goes. */
  async #finish(found: PersonalDataExportRecord): Promise<void> {
    const { connection, records, ending, handedOver } = this.#parts;
    const { _id, caseId } = found;
    await connection.transaction(async (session: ClientSession) => {
      const $set = { state: 'FETCHED', fetchedAt: this.#now(), fetchingUntil: null };
      const { matchedCount } = await records.collection.updateOne({ _id, state: 'READY' }, { $set }, { session });
      if (matchedCount === 1 && caseId !== null) await handedOver?.(caseId, session);
    });
    await ending.destroy(found);
  }

  async #giveBack({ _id }: PersonalDataExportRecord): Promise<void> {
    await this.#parts.records.collection.updateOne({ _id, state: 'READY' }, { $set: { fetchingUntil: null } });
  }
}

/** Bytes, and a word when they were read to their end. */
async function* readThrough(bytes: AsyncIterable<Buffer>, over: () => void): AsyncGenerator<Buffer> {
  yield* bytes;
  over();
}
