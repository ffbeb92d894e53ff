import type { DocumentRecord } from './document.record.ts';

/** What the API shows of a document; `url` is made for whoever may read it. */
export const presentDocument = (
  { _id, contentType, byteSize, filename, submittedAt }: DocumentRecord,
  url: string | null,
) => ({ __typename: 'CompanyDocument' as const, documentId: _id, contentType, byteSize, filename, submittedAt, url });
