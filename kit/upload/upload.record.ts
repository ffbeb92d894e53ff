import { binary, instant, integer, nullable, oneOf, subjectRef, text } from '../record/field.ts';
import type { PersonalCategory, Personal } from '../record/personal.ts';
import { record } from '../record/record.ts';

/** What nobody took by then goes. */
export const UNTAKEN_SECONDS = 24 * 3_600;
const ID = '^[0-9a-f]{24}$';

/**
 * A file that came in by a ticket, until whoever it is for takes it, and a day long so that a repeat is known. The id is the ticket's.
 * `aboutUploader` says what it means that somebody brought it, `subjectRef` being the subject.
 */
export const uploadRecord = (
  kinds: readonly [string, ...string[]],
  aboutUploader: (category: PersonalCategory, own?: Partial<Omit<Personal, 'personal' | 'category'>>) => Personal,
) =>
  record({
    collection: 'uploads',
    version: 1,
    fields: {
      subjectRef: subjectRef('MEMBER', aboutUploader('user.unique_id.pseudonymous', { protection: 'plain' })),
      accountId: text(24, aboutUploader('user.unique_id.pseudonymous', { protection: 'plain' })),
      companyId: text(24, undefined, ID),
      kind: oneOf(kinds),
      fileId: text(24, undefined, ID),
      /** Whom the file itself is sealed for. */
      fileRef: nullable(subjectRef('ANYBODY', aboutUploader('user.unique_id.pseudonymous', { protection: 'plain' }))),
      contentType: text(100),
      byteSize: integer(1, 2 ** 40),
      filename: text(200, aboutUploader('user.content.private', { protection: 'encrypted' })),
      /** SHA-256 of the bytes: another file by the same ticket is told apart. */
      digest: binary(32, aboutUploader('user.content.private', { protection: 'encrypted' })),
      uploadedAt: instant(),
      takenAt: nullable(instant()),
    },
    indexes: [
      { keys: { uploadedAt: 1 }, expireAfterSeconds: UNTAKEN_SECONDS },
      { keys: { companyId: 1, takenAt: 1 } },
      { keys: { subjectRef: 1 } },
    ],
  });

export type UploadDeclaration = ReturnType<typeof uploadRecord>;
