import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

/** Why a packed document is not taken. */
export type ZipFault = 'BROKEN' | 'BOMB' | 'MACROS' | 'EXECUTABLE';

const MOST_ENTRIES = 2_000;
const MOST_BYTES = 100 * 1_024 ** 2;
/** DEFLATE packs text by ten or twenty; what repeats without end, by a thousand. Small entries may. */
const MOST_RATIO = 200;
const SMALL_BYTES = 1_024 ** 2;
const MACROS = /(^|\/)(vbaproject|vbadata|.*\.vba|.*macrosheet)|(^|\/)(macrosheets|basic|scripts)\//i;
const EXECUTABLE =
  /\.(exe|dll|com|scr|pif|cpl|msi|msp|bat|cmd|ps1|vbs?|vbe|jse?|wsf|wsh|hta|lnk|jar|apk|app|sh|py|php|docm|xlsm|pptm|dotm|zip|rar|7z|iso|img|cab)$/i;

/**
 * Looks into a packed document (OOXML, ODF) without keeping anything of it. Every entry is unpacked up to the bounds, for what an archive says of its
 * own sizes is not to be believed. Null: nothing is wrong with it.
 */
export async function zipFault(content: Buffer): Promise<ZipFault | null> {
  let zip: ZipFile;
  try {
    zip = await fromBufferPromise(content, { lazyEntries: true, validateEntrySizes: true });
  } catch {
    return 'BROKEN';
  }
  try {
    if (zip.entryCount > MOST_ENTRIES) return 'BOMB';
    let [entries, bytes] = [0, 0];
    for await (const entry of zip.eachEntry()) {
      if (++entries > MOST_ENTRIES) return 'BOMB';
      const fault = nameFault(entry);
      if (fault) return fault;
      const length = await unpackedLength(zip, entry, MOST_BYTES - bytes);
      if (length === null) return 'BOMB';
      bytes += length;
      if (bytes > MOST_BYTES || length > Math.max(SMALL_BYTES, MOST_RATIO * entry.compressedSize)) return 'BOMB';
    }
    return null;
  } catch {
    return 'BROKEN';
  } finally {
    zip.close();
  }
}

function nameFault({ fileName }: Entry): ZipFault | null {
  if (MACROS.test(fileName)) return 'MACROS';
  return EXECUTABLE.test(fileName) ? 'EXECUTABLE' : null;
}

/** Null: it is more than is left. */
async function unpackedLength(zip: ZipFile, entry: Entry, left: number): Promise<number | null> {
  if (entry.fileName.endsWith('/')) return 0;
  const bound = Math.min(left, Math.max(SMALL_BYTES, MOST_RATIO * entry.compressedSize));
  if (entry.uncompressedSize > bound) return null;
  const stream = await zip.openReadStreamPromise(entry);
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bound) {
      stream.destroy();
      return null;
    }
  }
  return length;
}
