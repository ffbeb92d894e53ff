import type { Connection } from 'mongoose';
import type { FileStore } from '../../../kit/files/file-store.ts';
import { nothingAtDoor, type Door, type DoorAnswer } from '../../../kit/subgraph/door.ts';
import { admission } from '../../../schema/events/admission.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { documentRecord, type DocumentRecord } from './document.record.ts';
import type { DocumentAddresses } from './document-addresses.ts';
import type { Documents } from './documents.ts';

export interface DocumentDoorParts {
  documents: Pick<Documents, 'byId'>;
  files: FileStore;
  addresses: Pick<DocumentAddresses, 'holder'>;
  events: Connection;
}

const PATH = /^\/documents\/([0-9a-f]{24})$/;

/**
 * `GET /documents/:id?…`: a document, for the verifier whom the address was made for, some minutes long and no longer than their session. That it was read stands in the
 * audit log before its first byte goes out; when that cannot be written, none does.
 */
export const documentDoor = ({ documents, files, addresses, events }: DocumentDoorParts): Door => {
  const admits = admission(events);
  return async ({ method, path, query }, { requestId }) => {
    const id = PATH.exec(path)?.[1];
    const holder = id && method !== 'PUT' ? await addresses.holder(path, query) : null;
    if (!id || !holder || !(await admits({ kind: 'account', ...holder, roles: [] }))) return nothingAtDoor();
    const document = await documents.byId(id);
    if (!document) return nothingAtDoor();
    if (method === 'HEAD') return { ...shown(document), body: null };
    await recordAudit(events, {
      actor: holder.accountId,
      role: 'VERIFIER',
      action: 'READ',
      subjectRef: document.subjectRef,
      record: documentRecord,
      count: 1,
      reason: 'VERIFICATION',
      requestId,
    });
    return { ...shown(document), body: files.open(document.fileId) };
  };
};

const EXTENSION: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

const shown = ({ _id, contentType, byteSize }: DocumentRecord): Omit<DoorAnswer, 'body'> => ({
  status: 200,
  headers: {
    'content-type': contentType,
    'content-length': String(byteSize),
    'content-disposition': `attachment; filename="${_id}.${EXTENSION[contentType] ?? 'bin'}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  },
});
