import type { Connection } from 'mongoose';
import { fileRecords } from '../../kit/files/file.record.ts';
import { GridFsStore } from '../../kit/files/grid-fs.file-store.ts';
import type { Log } from '../../kit/log/log.ts';
import { modelOf } from '../../kit/record/record.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import type { LeasedWork } from '../../kit/work/leased-work.ts';
import { ImportBatches } from '../../subgraphs/catalog/import/import-batches.ts';
import { importJobRecord } from '../../subgraphs/catalog/import/import-job.record.ts';
import { importReportRecord } from '../../subgraphs/catalog/import/import-report.record.ts';
import { importRight } from '../../subgraphs/catalog/import/import-right.ts';
import { importWork } from '../../subgraphs/catalog/import/import-work.ts';
import { productRecord } from '../../subgraphs/catalog/product/product.record.ts';

/** Where these tests keep files. */
export const IMPORT_FILES = fileRecords('importedFiles', null);

export interface ImportingParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  log: Log;
}

/** The work of imports as a process of the catalog does it. */
export function importing({ connection, events, keyring, log }: ImportingParts): LeasedWork {
  const [jobs, reports, products] = [
    modelOf(connection, importJobRecord),
    modelOf(connection, importReportRecord),
    modelOf(connection, productRecord),
  ];
  return importWork({
    jobs,
    reports,
    batches: new ImportBatches({ connection, products, jobs, reports, withdrawals: null, admits: async () => true }),
    files: new GridFsStore({ connection, records: IMPORT_FILES, keyring }),
    stopped: importRight(events),
    log,
  });
}
