import type { Model } from 'mongoose';
import type { ImportReportRecord, RowReport } from './import-report.record.ts';
import type { RowOutcomeName } from './import-words.ts';

/** A row's report with its number in the file, from 0 on. */
export interface NumberedRow {
  number: number;
  row: RowReport;
}

/** What came of the rows of an import. Whoever asks was found to be allowed to. */
export class ImportRows {
  readonly #reports: Model<ImportReportRecord>;

  constructor(reports: Model<ImportReportRecord>) {
    this.#reports = reports;
  }

  /** Rows after a number in the order of the file, only of one outcome when it is given; one more than `first`, where there is one. */
  async page(
    jobId: string,
    first: number,
    after: number | null,
    outcome: RowOutcomeName | null,
  ): Promise<NumberedRow[]> {
    const reports = this.#reports
      .find({
        jobId,
        ...(after !== null && { last: { $gt: after } }),
        ...(outcome && { outcomes: outcome }),
      })
      .sort({ first: 1 })
      .lean<ImportReportRecord[]>()
      .cursor({ batchSize: 2 });
    const page: NumberedRow[] = [];
    for await (const report of reports) {
      for (const [index, row] of report.rows.entries()) {
        const number = report.first + index;
        if (number <= (after ?? -1) || (outcome && row.outcome !== outcome)) continue;
        if (page.push({ number, row }) > first) return page;
      }
    }
    return page;
  }

  /** Null: it is not worked through, or the file has no such row. */
  async one(jobId: string, number: number): Promise<NumberedRow | null> {
    const [found] = await this.page(jobId, 1, number - 1, null);
    return found?.number === number ? found : null;
  }
}
