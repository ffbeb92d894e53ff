import { nextTurn } from '../../../kit/process/in-slices.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Model, mongo } from 'mongoose';
import type { FileStore } from '../../../kit/files/file-store.ts';
import type { Log } from '../../../kit/log/log.ts';
import { readers } from '../../../kit/process/readers.ts';
import { LeasedWork, type Renew, type WorkDocument } from '../../../kit/work/leased-work.ts';
import { FileRefused } from './file-refused.ts';
import type { FileRow } from './file-row.ts';
import { NotAdmitted, Overtaken, type ImportBatches } from './import-batches.ts';
import { endedAs } from './import-end.ts';
import type { ImportJobRecord } from './import-job.record.ts';
import { BATCH, type ImportReportRecord } from './import-report.record.ts';
import { rowsOf } from './import-source.ts';
import { SeenKeys } from './seen-keys.ts';
import type { EndState, StopReason } from './import-words.ts';

/** How long an import waits for another one of its company before it looks again. */
const NEXT_TURN_MS = 1_000;
const MOST_ROWS = 500_000;
const DUPLICATE = 11_000;

export interface ImportWorkParts {
  jobs: Model<ImportJobRecord>;
  reports: Model<ImportReportRecord>;
  batches: ImportBatches;
  files: Pick<FileStore, 'open' | 'remove'>;
  /** Why nothing more may be written for a job at this moment; null: it may. */
  stopped: (job: ImportJobRecord) => Promise<StopReason | null>;
  log: Log;
  /** How long a process keeps a job without a sign of life. */
  leaseMs?: number;
}

/** The work of all imports: one process at a time for each, from batch to batch, and deleted when their time is over. */
export function importWork(parts: ImportWorkParts): LeasedWork {
  const running = new ImportRunning(parts);
  return new LeasedWork({
    kind: 'import',
    collection: parts.jobs.collection as unknown as mongo.Collection<WorkDocument>,
    run: (id, renew, stopping) => running.run(id, renew, stopping),
    log: parts.log,
    leaseMs: parts.leaseMs,
  });
}

class ImportRunning {
  readonly #parts: ImportWorkParts;

  constructor(parts: ImportWorkParts) {
    this.#parts = parts;
  }

  async run(id: string, renew: Renew, stopping: AbortSignal): Promise<void> {
    const job = await this.#parts.jobs.findById(id).lean<ImportJobRecord>();
    if (!job) return;
    if (job.finishedAt) return this.#forget(job);
    if (!(await this.#takesTurn(job))) return;
    try {
      const total = job.total ?? (await this.#readThrough(job, renew, stopping));
      if (total !== null) await this.#workThrough(job, renew, stopping);
    } catch (error) {
      if (error instanceof FileRefused) await this.#end(job, 'FAILED', { failure: error.message });
      else if (error instanceof NotAdmitted) await this.#end(job, 'STOPPED', { stopReason: 'PAUSED' });
      else if (!(error instanceof Overtaken)) throw error;
    }
  }

  /** False: another import of the company runs, and this one is looked at again in a moment. */
  async #takesTurn({ _id, state }: ImportJobRecord): Promise<boolean> {
    if (state === 'RUNNING') return true;
    const now = new Date();
    const begun = { state: 'RUNNING', startedAt: now } as const;
    try {
      const { matchedCount } = await this.#parts.jobs.updateOne({ _id, state: 'QUEUED' }, { $set: begun });
      return matchedCount === 1;
    } catch (error) {
      if ((error as { code?: unknown }).code !== DUPLICATE) throw error;
      await this.#parts.jobs.updateOne({ _id }, { $set: { dueAt: new Date(now.getTime() + NEXT_TURN_MS) } });
      return false;
    }
  }

  /** Reads the whole file before anything of it is written, and stores how many rows there are; null: told to stop on the way. */
  async #readThrough(job: ImportJobRecord, renew: Renew, stopping: AbortSignal): Promise<number | null> {
    let total = 0;
    for await (const rows of batched(rowsOf(job.format, this.#parts.files.open(job.fileId)))) {
      if (stopping.aborted) return null;
      total += rows.length;
      if (total > MOST_ROWS)
        throw new FileRefused(`Expected at most ${MOST_ROWS} rows in one import, got more. Divide the file.`);
      await renew();
      await nextTurn();
    }
    await this.#parts.jobs.updateOne({ _id: job._id }, { $set: { total } });
    return total;
  }

  async #workThrough(job: ImportJobRecord, renew: Renew, stopping: AbortSignal): Promise<void> {
    const { batches, stopped, files } = this.#parts;
    const seen = new SeenKeys();
    let at = 0;
    for await (const rows of batched(rowsOf(job.format, files.open(job.fileId)), job.processed)) {
      const first = at;
      at += rows.length;
      // What was worked through before is read again for the keys that it has, and for nothing else.
      if (at <= job.processed) {
        await batches.remember(rows, job, seen);
        continue;
      }
      if (stopping.aborted) return;
      const reason = await stopped(job);
      if (reason !== null) return this.#end(job, 'STOPPED', { stopReason: reason });
      const rest = readers.working();
      const ended = await batches.write(job, rows, first, seen);
      if (ended !== null) return this.#end(job, 'FAILED', { failure: ended });
      await renew();
      await sleep(rest());
    }
    const { refused } = (await this.#parts.jobs.findById(job._id).lean<ImportJobRecord>())!;
    await this.#end(job, refused === 0 ? 'SUCCEEDED' : refused === at ? 'FAILED' : 'PARTLY_FAILED');
  }

  async #end(
    job: ImportJobRecord,
    state: EndState,
    why: Partial<Pick<ImportJobRecord, 'stopReason' | 'failure'>> = {},
  ): Promise<void> {
    await this.#parts.jobs.updateOne({ _id: job._id, state: 'RUNNING' }, { $set: { ...endedAs(state, job), ...why } });
  }

  /** Its time is over. The job goes last, so that a process that ends half-way leaves the rest to another. */
  async #forget({ _id, fileId }: ImportJobRecord): Promise<void> {
    const { files, reports, jobs } = this.#parts;
    await files.remove(fileId);
    await reports.deleteMany({ jobId: _id });
    await jobs.deleteOne({ _id });
  }
}

async function* batched(rows: AsyncIterable<FileRow>, boundary = 0): AsyncGenerator<FileRow[]> {
  let batch: FileRow[] = [];
  let at = 0;
  for await (const row of rows) {
    at++;
    if (batch.push(row) < BATCH && at !== boundary) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
