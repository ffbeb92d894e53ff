import { instant, integer, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { aboutUploader } from '../upload/document-files.record.ts';

const ID = '^[0-9a-f]{24}$';

/** A document that a company handed in: a business licence, or evidence for a claim. Its bytes are elsewhere, sealed; it is never public. */
export const documentRecord = record({
  collection: 'documents',
  version: 1,
  fields: {
    /** Who handed it in. */
    subjectRef: subjectRef('MEMBER', aboutUploader('user.unique_id.pseudonymous')),
    companyId: text(24, undefined, ID),
    kind: oneOf(['BUSINESS_LICENCE', 'CLAIM_EVIDENCE']),
    fileId: text(24, undefined, ID),
    /** The subject that its bytes are sealed for; whom they name is not known here. */
    fileRef: subjectRef('NAMED_IN_DOCUMENT', aboutUploader('user.unique_id.pseudonymous')),
    contentType: text(100),
    byteSize: integer(1, 2 ** 31),
    filename: text(200, aboutUploader('user.content.private', { protection: 'encrypted' })),
    submittedAt: instant(aboutUploader('user.behavior')),
    /** From then on it has to be gone; null: it is still relied on. */
    goesAt: nullable(instant()),
  },
  indexes: [{ keys: { companyId: 1, kind: 1, submittedAt: -1 } }, { keys: { goesAt: 1 } }, { keys: { subjectRef: 1 } }],
});

export type DocumentRecord = Recorded<typeof documentRecord>;
