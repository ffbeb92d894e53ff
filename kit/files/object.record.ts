import { binary, instant, integer, text } from '../record/field.ts';
import { record } from '../record/record.ts';
import { CHUNK_BYTES } from './file.record.ts';

/**
 * What is known of the objects of a bucket of files whose bytes lie in an object store: `<bucket>.objects` has one document for each, and
 * the id is its name there, below the bucket's. For files about nobody.
 */
export const objectRecord = (bucket: string) =>
  record({
    collection: `${bucket}.objects`,
    version: 1,
    fields: {
      files_id: text(24),
      n: integer(0, 2 ** 31 - 1),
      length: integer(0, CHUNK_BYTES),
      /** SHA-256 of the bytes: others are not given out. */
      digest: binary(32),
      uploadDate: instant(),
    },
    indexes: [{ keys: { files_id: 1, n: 1 }, unique: true }],
  });

export type ObjectRecord = ReturnType<typeof objectRecord>;
