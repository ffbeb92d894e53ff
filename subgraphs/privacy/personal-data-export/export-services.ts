import type { ClientSession, Connection } from 'mongoose';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import { GridFsStore } from '../../../kit/files/grid-fs.file-store.ts';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import { Records } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { endedKeys } from '../../../schema/events/ended-keys.ts';
import type { Mails } from '../mail/mails.ts';
import type { PolicyFill } from '../policy/policy.markdown.ts';
import { exportDoor, schemaDoor } from './export-door.ts';
import { ExportDownloads } from './export-downloads.ts';
import { ExportEnding } from './export-ending.ts';
import { ExportWork } from './export-work.ts';
import { archiveFiles, personalDataExportRecord } from './personal-data-export.record.ts';
import { PersonalDataExports } from './personal-data-exports.ts';

export interface ExportServicesParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  participants: readonly Participant[];
  idempotency: Idempotency;
  allowances: Allowances;
  mails: Pick<Mails, 'post'>;
  map: { rows: readonly PersonalRow[]; hash: string };
  policy: PolicyFill;
  publicUrl: string;
  handedOver?: (caseId: string, session: ClientSession) => Promise<void>;
  missed?: (caseId: string) => Promise<void>;
  log: Log;
  now?: () => Date;
  leaseMs?: number;
}

/** What stores exports of personal data. */
export const EXPORT_RECORDS = [personalDataExportRecord, archiveFiles.files, archiveFiles.chunks];

/** What makes exports of personal data, hands them over and lets go of them. `working` is started, and stopped, with the subgraph. */
export function exportServices(parts: ExportServicesParts) {
  const { connection, keyring, log, publicUrl } = parts;
  const records = new Records(connection, personalDataExportRecord, keyring);
  const files = new GridFsStore({ connection, records: archiveFiles, keyring });
  const work = new ExportWork({ ...parts, records, files });
  const ended = endedKeys(keyring, parts.events, personalDataExportRecord);
  const ending = new ExportEnding({ ...parts, records, files, keyring: ended });
  const downloads = new ExportDownloads({ ...parts, records, files, ending });
  return {
    exports: new PersonalDataExports({ ...parts, records, wake: () => work.wake() }),
    ending,
    doors: { 'personal-data-exports': exportDoor(downloads), schemas: schemaDoor(publicUrl) },
    working: [work, ending, files.sweep(log)] as const,
  };
}
