import { fileRecords } from '../../../kit/files/file.record.ts';
import { about } from '../../../kit/record/personal.ts';
import { uploadRecord } from '../../../kit/upload/upload.record.ts';

const evidence = {
  purposes: ['verification'],
  basis: 'legitimate interest',
  retention: 'evidence',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
} as const;

/** Somebody brought a document for their company. */
export const aboutUploader = about({ ...evidence, subject: 'subjectRef' });

/**
 * The bytes of licences and other evidence. Each file has a subject of its own, for the people whom a document may name, and so a data
 * key of its own: with the key, the document is gone from every copy.
 */
export const documentFiles = fileRecords('documentFiles', {
  kind: 'NAMED_IN_DOCUMENT',
  declare: about({ ...evidence, subject: 'subjectRef', onExport: 'exclude of others', protection: 'encrypted' }),
});

export const documentUploadRecord = uploadRecord(['BUSINESS_LICENCE', 'CLAIM_EVIDENCE'], aboutUploader);
