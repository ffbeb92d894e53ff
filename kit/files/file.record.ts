import { binary, flag, instant, integer, nullable, subjectRef, text } from '../record/field.ts';
import { notPersonal, type Declared, type PersonalCategory, type ReferredKind } from '../record/personal.ts';
import { record, type Recorded } from '../record/record.ts';
import { workFields } from '../work/work.fields.ts';

/** Bytes of a file that one chunk holds; sealed it has 32 more, and is 256 KiB. */
export const CHUNK_BYTES = 256 * 1024 - 32;
const LONGEST_FILE = 2 ** 40;
const MOST_CHUNKS = 2 ** 31 - 1;

/** Whom the files of a bucket are about: what their content is declared as, `subjectRef` being the subject. */
export interface AboutFiles {
  kind: ReferredKind;
  declare: (category: PersonalCategory, own?: { protection: 'plain' }) => Declared;
}

/**
 * The two collections of a bucket of files, laid out as GridFS does: `<bucket>.files` has one document for each file, `<bucket>.chunks` its
 * bytes. A chunk is sealed under the data key of the person whom the file is about and bound to its `_id`: the file, its number, and
 * whether it is the last. So chunks cannot be swapped, cut off or added, and are gone for good with the key.
 * `about` null: the files are about nobody, and are stored as they are.
 * A retention period runs from `uploadDate`, in both: declare it as its clock, or none where the period ends with an event.
 */
export function fileRecords(bucket: string, about: AboutFiles | null) {
  const declared = (category: PersonalCategory, plain = true): Declared =>
    about ? about.declare(category, plain ? { protection: 'plain' } : undefined) : notPersonal;
  // Of a bucket about nobody it is null, and no reference.
  const whose = about
    ? { ...nullable(subjectRef(about.kind, declared('user.unique_id.pseudonymous'))), nullable: false }
    : nullable(text(26));
  const byPerson = about ? [{ keys: { subjectRef: 1 } } as const] : [];
  return {
    bucket,
    files: record({
      collection: `${bucket}.files`,
      version: 1,
      fields: {
        ...workFields,
        subjectRef: whose,
        /** Bytes of the chunks as they are stored. */
        length: integer(0, LONGEST_FILE),
        chunkSize: integer(1, CHUNK_BYTES + 32),
        chunkCount: integer(0, MOST_CHUNKS),
        uploadDate: instant(),
        /** The id again: what a person called the file is not for this place. */
        filename: text(24),
        /** All of it is there. What is not whole is no file yet, or none any more. */
        whole: flag(),
        /** Somebody refers to it. What nobody keeps goes when it is due. */
        kept: flag(),
      },
      indexes: [{ keys: { kept: 1, dueAt: 1 } }, ...byPerson],
    }),
    chunks: record({
      collection: `${bucket}.chunks`,
      version: 1,
      fields: {
        subjectRef: whose,
        files_id: text(24),
        n: integer(0, MOST_CHUNKS),
        data: binary(CHUNK_BYTES, declared('user.content.private', false)),
        uploadDate: instant(),
      },
      indexes: [{ keys: { files_id: 1, n: 1 }, unique: true }, ...byPerson],
    }),
  };
}

export type FileRecords = ReturnType<typeof fileRecords>;
export type StoredFile = Recorded<FileRecords['files']>;
