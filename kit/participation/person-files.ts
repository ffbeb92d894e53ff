import { FileMissing, type FileStore } from '../files/file-store.ts';
import type { PersonFile } from './participant.ts';

/** Files that the records of one place refer to: they belong to whom the record names there. */
export interface PersonFiles {
  collection: string;
  subjectPath: string;
  /** Where a record holds their ids. */
  fileIdPath: string;
  of(record: never): readonly PersonFile[] | Promise<readonly PersonFile[]>;
  store: Pick<FileStore, 'open'>;
}

/** The bytes of a file from its first; null: it is not there any more. */
export async function openedFile(store: Pick<FileStore, 'open'>, fileId: string) {
  const chunks = store.open(fileId)[Symbol.asyncIterator]();
  try {
    return begunWith(await chunks.next(), chunks);
  } catch (error) {
    if (error instanceof FileMissing) return null;
    throw error;
  }
}

async function* begunWith(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
