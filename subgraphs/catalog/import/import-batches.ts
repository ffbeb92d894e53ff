import { inSlices } from '../../../kit/process/in-slices.ts';
import type { ClientSession, Connection, Model } from 'mongoose';
import type { ProductListings } from '../listing/product-listings.ts';
import { isShown, type ProductRecord } from '../product/product.record.ts';
import type { Withdrawals } from '../product/withdrawals.ts';
import type { FileRow } from './file-row.ts';
import type { ImportJobRecord } from './import-job.record.ts';
import type { ImportReportRecord, RowReport } from './import-report.record.ts';
import { plannedRow, type PlannedRow } from './planned-row.ts';
import { readRow, type ReadRow } from './read-row.ts';
import type { SeenKeys } from './seen-keys.ts';

const DUPLICATE = 11_000;
/** How often a batch is looked at anew because somebody made one of its products at the same moment. */
const MOST_ATTEMPTS = 5;
/** Making the message for so many takes some milliseconds. */
const WRITTEN_AT_ONCE = 50;

/** The import is no longer this process's to work on: it was cancelled, or another process has gone on with it. */
export class Overtaken extends Error {
  override name = 'Overtaken';
}

/** More would be taken away from readers than is like the member: the account is paused. */
export class NotAdmitted extends Error {
  override name = 'NotAdmitted';
}

export interface ImportBatchesParts {
  connection: Connection;
  products: Model<ProductRecord>;
  listings: ProductListings;
  jobs: Model<ImportJobRecord>;
  reports: Model<ImportReportRecord>;
  /** Whether so many products more may be taken away from readers by whoever asked for the import. Counts them. */
  admits: (job: ImportJobRecord, hidden: number) => Promise<boolean>;
  /** The memory of the process that also answers readers; null in a process that does not. */
  withdrawals: Withdrawals | null;
}

/** Writes rows that follow each other, with their report and the position of the job, in one transaction. */
export class ImportBatches {
  readonly #parts: ImportBatchesParts;

  constructor(parts: ImportBatchesParts) {
    this.#parts = parts;
  }

  /** Knows from now on the external ids of rows that were worked through before. */
  async remember(rows: readonly FileRow[], { format }: ImportJobRecord, seen: SeenKeys): Promise<void> {
    await inSlices(rows, (row) => readRow(row, format, seen));
  }

  /**
   * Works through the rows from number `first` on. Answers null, or why the import ends with them. Throws Overtaken and NotAdmitted, and
   * then nothing of them is written.
   */
  async write(job: ImportJobRecord, rows: readonly FileRow[], first: number, seen: SeenKeys): Promise<string | null> {
    const read = await inSlices(rows, (row) => readRow(row, job.format, seen));
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#written(job, read, first);
      } catch (error) {
        if ((error as { code?: unknown }).code !== DUPLICATE || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  }

  async #written(job: ImportJobRecord, read: readonly ReadRow[], first: number): Promise<string | null> {
    const { connection, withdrawals, admits } = this.#parts;
    let planned: PlannedRow[] = [];
    let admitted = 0;
    await connection.transaction(async (session) => {
      const stored = await this.#stored(job.companyId, read, session);
      const now = new Date();
      planned = await inSlices(read, (row) => plannedRow(row, stored.get(row.externalId ?? '') ?? null, job, now));
      const refused = planned.findIndex(({ report }) => report.outcome === 'REFUSED');
      if (job.errorPolicy === 'STOP_AT_FIRST' && refused >= 0) planned = planned.slice(0, refused + 1);
      const hidden = job.dryRun ? 0 : planned.filter(hides).length;
      if (hidden > admitted && !(await admits(job, hidden - admitted))) throw new NotAdmitted('more than is usual');
      admitted = Math.max(admitted, hidden);
      if (!job.dryRun) await this.#put(planned, session);
      await this.#report(job, planned, first, session);
    });
    if (!job.dryRun)
      for (const { record } of planned) if (record) withdrawals?.product(record._id, !isShown(record), record.version);
    const last = planned.at(-1)!.report;
    return job.errorPolicy === 'STOP_AT_FIRST' && last.outcome === 'REFUSED'
      ? `Line ${last.line} was refused, and the import was to end there. See its row.`
      : null;
  }

  async #stored(
    companyId: string,
    read: readonly ReadRow[],
    session: ClientSession,
  ): Promise<Map<string, ProductRecord>> {
    const externalIds = read.flatMap(({ externalId, problems }) =>
      externalId !== null && problems.length === 0 ? [externalId] : [],
    );
    const found = (await this.#parts.products.collection
      .find({ companyId, externalId: { $in: externalIds } } as never, { session, batchSize: 1_000 })
      .toArray()) as never as ProductRecord[];
    return new Map(found.map((record) => [record.externalId!, record]));
  }

  async #put(planned: readonly PlannedRow[], session: ClientSession): Promise<void> {
    const writes = planned.flatMap(({ record, before }): object[] => {
      if (!record) return [];
      if (!before) return [{ insertOne: { document: record } }];
      return [{ replaceOne: { filter: { _id: record._id, version: before.version }, replacement: record } }];
    });
    if (writes.length === 0) return;
    for (let from = 0; from < writes.length; from += WRITTEN_AT_ONCE)
      await this.#parts.products.collection.bulkWrite(writes.slice(from, from + WRITTEN_AT_ONCE) as never, { session });
    const changes = planned.flatMap(({ record, before }) => (record ? [{ before, after: record }] : []));
    await this.#parts.listings.follow(changes, session);
  }

  async #report(
    { _id, createdAt }: ImportJobRecord,
    planned: readonly PlannedRow[],
    first: number,
    session: ClientSession,
  ): Promise<void> {
    const { jobs, reports } = this.#parts;
    const rows = planned.map(({ report }) => report);
    const counted = (outcome: RowReport['outcome']) => rows.filter((row) => row.outcome === outcome).length;
    const { matchedCount } = await jobs.collection.updateOne(
      { _id, state: 'RUNNING', processed: first } as never,
      {
        $set: { processed: first + rows.length },
        $inc: {
          created: counted('CREATED'),
          updated: counted('UPDATED'),
          unchanged: counted('UNCHANGED'),
          refused: counted('REFUSED'),
        },
      },
      { session },
    );
    if (matchedCount === 0) throw new Overtaken('the import was cancelled, or another process has gone on with it');
    const report: ImportReportRecord = {
      _id: `${_id}-${first}`,
      jobId: _id,
      first,
      last: first + rows.length - 1,
      outcomes: [...new Set(rows.map(({ outcome }) => outcome))],
      rows,
      createdAt,
    };
    await reports.collection.insertOne(report as never, { session });
  }
}

const hides = ({ record, before }: PlannedRow): boolean =>
  record !== null && before !== null && isShown(before) && record.status !== 'PUBLISHED';
