import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** One file of an archive: its path, with `/` between folders, and its bytes. */
export interface ZipEntry {
  path: string;
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * An archive as a stream, of any size (Zip64 where it has to be): the next entry is asked for when the one before was read, and of bytes no more is in memory
 * than is under way. Rejects with what an entry throws; whoever stops reading stops the entries, too.
 */
export async function* zipped(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const reading = new AbortController();
  zip.once('error', (error: Error) => out.destroy(error));
  const filling = fill(zip, entries, reading.signal).catch((error: Error) => void out.destroy(error));
  try {
    for await (const piece of out) yield piece as Buffer;
  } finally {
    reading.abort();
    await filling;
  }
}

async function fill(zip: ZipFile, entries: AsyncIterable<ZipEntry>, signal: AbortSignal): Promise<void> {
  for await (const { path, bytes } of entries) {
    const stream = Readable.from(bytes, { objectMode: false, signal });
    zip.addReadStream(stream, path);
    await finished(stream);
  }
  zip.end();
}
