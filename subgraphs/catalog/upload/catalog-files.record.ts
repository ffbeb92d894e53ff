import { fileRecords } from '../../../kit/files/file.record.ts';
import { objectRecord } from '../../../kit/files/object.record.ts';
import { about } from '../../../kit/record/personal.ts';
import { uploadRecord } from '../../../kit/upload/upload.record.ts';

const brought = {
  subject: 'subjectRef',
  purposes: ['publishing'],
  basis: 'contract',
  retention: 'imports',
  onErasure: 'delete document',
  onExport: 'include',
} as const;

/** Files as members brought them: to be imported, and pictures until they are made ready. Sealed for whoever brought them. */
export const broughtFiles = fileRecords('uploadedFiles', {
  kind: 'MEMBER',
  declare: about({ ...brought, purposes: ['publishing'], since: 'uploadDate', protection: 'encrypted' }),
});

export const catalogUploadRecord = uploadRecord(
  ['PRODUCT_IMAGE', 'IMPORT_FILE'],
  about({ ...brought, purposes: ['publishing'], since: 'uploadedAt', protection: 'plain' }),
);

/** Pictures of goods in the sizes in which they are shown, as anybody may see them: about nobody, and without what a camera adds. */
export const imageFiles = fileRecords('imageFiles', null);

/** Of the same pictures, what lies in an object store, where there is one. */
export const imageObjectRecord = objectRecord(imageFiles.bucket);
