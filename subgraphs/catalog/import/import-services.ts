import type { Connection, Model } from 'mongoose';
import type { FileStore } from '../../../kit/files/file-store.ts';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import type { Log } from '../../../kit/log/log.ts';
import { modelOf } from '../../../kit/record/record.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { SignedAddress } from '../../../kit/upload/signed-address.ts';
import type { Uploads } from '../../../kit/upload/uploads.ts';
import type { LeasedWork } from '../../../kit/work/leased-work.ts';
import type { MemberActivity } from '../../../schema/events/member-activity.ts';
import { actingMember } from '../../../schema/events/acting-member.ts';
import type { ProductListings } from '../listing/product-listings.ts';
import type { ProductRecord } from '../product/product.record.ts';
import type { Withdrawals } from '../product/withdrawals.ts';
import { exportJobRecord } from '../export/export-job.record.ts';
import { Exports } from '../export/exports.ts';
import { ImportBatches } from './import-batches.ts';
import { importJobRecord } from './import-job.record.ts';
import { importReportRecord } from './import-report.record.ts';
import { importRight } from './import-right.ts';
import { ImportRows } from './import-rows.ts';
import { importWork } from './import-work.ts';
import { Imports } from './imports.ts';

export const IMPORT_RECORDS = [importJobRecord, importReportRecord, exportJobRecord] as const;

export interface ImportServicesParts {
  connection: Connection;
  /** The database of published events. */
  events: Connection;
  products: Model<ProductRecord>;
  listings: ProductListings;
  idempotency: Idempotency;
  activity: MemberActivity;
  /** The memory of the process that also answers readers; null in a process that does not. */
  withdrawals: Withdrawals | null;
  keyring: Keyring;
  /** Where uploaded files are kept. */
  files: FileStore;
  uploads: Pick<Uploads, 'take'>;
  log: Log;
}

export interface ImportServices {
  imports: Imports;
  importRows: ImportRows;
  exports: Exports;
  /** Start it, and stop it with what it belongs to. */
  work: LeasedWork;
}

/** What members ask of imports and exports, and the work that follows from it. */
export function importServices(parts: ImportServicesParts): ImportServices {
  const { connection, events, products, idempotency, activity, withdrawals, keyring, files, uploads, log } = parts;
  const jobs = modelOf(connection, importJobRecord);
  const reports = modelOf(connection, importReportRecord);
  const batches = new ImportBatches({
    connection,
    products,
    listings: parts.listings,
    jobs,
    reports,
    withdrawals,
    async admits({ accountId }, hidden) {
      const member = await actingMember(events, { kind: 'account', accountId, sessionId: '', roles: [] });
      return member !== null && activity.admits(member, hidden);
    },
  });
  const work = importWork({ jobs, reports, batches, files, stopped: importRight(events), log });
  const imports = new Imports({
    events,
    jobs,
    files,
    takeUpload: (id, { companyId }, session) => uploads.take(id, { kind: 'IMPORT_FILE', companyId }, session),
    idempotency,
    wake: () => work.wake(),
  });
  const addresses = new SignedAddress(keyring, 'exports');
  const exports = new Exports({
    events,
    products,
    idempotency,
    addresses,
    exports: modelOf(connection, exportJobRecord),
  });
  return { imports, importRows: new ImportRows(reports), exports, work };
}
