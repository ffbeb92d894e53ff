import { zipped, type ZipEntry } from '../../../kit/zip/zipped.ts';
import { dataDocument } from './data-document.ts';
import { Seen, type ExportContents, type ExportedFile } from './export-contents.ts';
import { exportSchema } from './export-schema.ts';
import { pageDocument } from './page-document.ts';

/**
 * The archive for a person as a stream: `data.json`, its `schema.json`, `index.html` and `files/…`. Records go by twice, and none is kept; of files their names
 * are in memory.
 */
export const exportArchive = (contents: ExportContents & { publicUrl: string }): AsyncGenerator<Buffer> =>
  zipped(entriesOf(contents));

async function* entriesOf(contents: ExportContents & { publicUrl: string }): AsyncGenerator<ZipEntry> {
  const seen = new Seen();
  yield { path: 'data.json', bytes: dataDocument(contents, seen) };
  yield { path: 'schema.json', bytes: whole(`${JSON.stringify(exportSchema(contents.publicUrl), null, 2)}\n`) };
  yield { path: 'index.html', bytes: pageDocument(contents, seen) };
  for (const file of seen.files)
    yield entryOf(file, (await file.participant.file(contents.references, file.fileId)) ?? null);
}

/** A file that went while the archive was made leaves a word of it. */
const entryOf = ({ path }: ExportedFile, bytes: AsyncIterable<Uint8Array> | null): ZipEntry =>
  bytes ? { path, bytes } : { path: `${path}.deleted.txt`, bytes: whole('Deleted while this archive was made.\n') };

async function* whole(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
