import type { Connection } from 'mongoose';
import { GridFsStore } from '../../../kit/files/grid-fs.file-store.ts';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { nothingAtDoor, type Door } from '../../../kit/subgraph/door.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { SignedAddress } from '../../../kit/upload/signed-address.ts';
import { uploadDoor } from '../../../kit/upload/upload-door.ts';
import { Uploads } from '../../../kit/upload/uploads.ts';
import { endedKeys } from '../../../schema/events/ended-keys.ts';
import { UPLOAD_KINDS } from '../../../schema/events/upload-kinds.ts';
import type { Memberships } from '../membership/memberships.ts';
import { documentFiles, documentUploadRecord } from '../upload/document-files.record.ts';
import { UploadTickets } from '../upload/upload-tickets.ts';
import { DocumentAddresses } from './document-addresses.ts';
import { documentDoor } from './document-door.ts';
import { documentRecord } from './document.record.ts';
import { DocumentSweep } from './document-sweep.ts';
import { Documents } from './documents.ts';
import { Licences } from './licences.ts';

export const DOCUMENT_RECORDS = [
  documentFiles.files,
  documentFiles.chunks,
  documentUploadRecord,
  documentRecord,
] as const;

export interface DocumentServicesParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  idempotency: Idempotency;
  memberships: Memberships;
  sessionKey: string;
  log: Log;
  now?: () => Date;
}

/** What takes in, keeps, shows and deletes the documents of companies; and gives out the right to upload. */
export function documentServices(parts: DocumentServicesParts) {
  const { connection, events, keyring, log, now = () => new Date() } = parts;
  const files = new GridFsStore({ connection, records: documentFiles, keyring });
  const { BUSINESS_LICENCE, CLAIM_EVIDENCE } = UPLOAD_KINDS;
  const uploads = new Uploads({
    connection,
    declaration: documentUploadRecord,
    keyring,
    files,
    kinds: { BUSINESS_LICENCE, CLAIM_EVIDENCE },
    sealedFor: () => newSubjectRef(),
    now,
  });
  const ended = endedKeys(keyring, events, documentRecord);
  const documents = new Documents({ connection, keyring: ended, files, uploads, now });
  const addresses = new DocumentAddresses(new SignedAddress(keyring, 'documents', now));
  const bringIn = uploadDoor({
    uploads,
    admits: async ({ companyId }, { accountId }) => {
      const member = await parts.memberships.of(accountId);
      return member?.companyId === companyId && member.role !== 'VIEWER';
    },
    log,
  });
  const read = documentDoor({ documents, files, addresses, events });
  const door: Door = async (request, asked) => {
    if (request.path.startsWith('/uploads/')) return bringIn(request, asked);
    return request.path.startsWith('/documents/') ? read(request, asked) : nothingAtDoor();
  };
  return {
    files,
    documents,
    addresses,
    door,
    tickets: new UploadTickets(parts),
    licences: new Licences({ ...parts, documents, now }),
    working: [files.sweep(log), new DocumentSweep(documents, log)],
  };
}
