import { isUtf8 } from 'node:buffer';
import { FileRefused } from './file-refused.ts';

const LINE_FEED = 0x0a;
/** A character of UTF-8 that a piece may end within has at most so many bytes before its last. */
const MOST_BEGUN = 3;

/**
 * The text of a file that is UTF-8, with or without a byte order mark, piece by piece. Throws FileRefused at the first byte that is not,
 * and at a zero byte, which stands in no text: an archive or a spreadsheet under another name ends here.
 */
export async function* strictText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let begun: Uint8Array = new Uint8Array();
  let line = 1;
  let offset = 0;
  for await (const piece of bytes) {
    const zero = piece.indexOf(0);
    if (zero >= 0) throw new FileRefused(refusal('a zero byte', line + lines(piece.subarray(0, zero)), offset + zero));
    let text: string;
    try {
      text = decoder.decode(piece, { stream: true });
    } catch {
      throw broken(Buffer.concat([begun, piece]), line, offset - begun.length);
    }
    begun = endOf(piece, begun);
    line += lines(piece);
    offset += piece.length;
    if (text !== '') yield text;
  }
  try {
    decoder.decode();
  } catch {
    throw new FileRefused(refusal('half a character at its end', line, offset));
  }
}

/** The last bytes of what came, when they may be the beginning of a character. */
function endOf(piece: Uint8Array, before: Uint8Array): Uint8Array {
  const tail = Buffer.concat([before, piece.subarray(-MOST_BEGUN - 1)]).subarray(-MOST_BEGUN);
  for (let from = tail.length - 1; from >= 0; from--) {
    const byte = tail[from]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return isUtf8(tail.subarray(from)) ? new Uint8Array() : tail.subarray(from);
  }
  return new Uint8Array();
}

/** Names the line that holds the first byte out of place, and where that line begins. */
function broken(piece: Buffer, line: number, offset: number): FileRefused {
  let from = 0;
  for (let at = line; ; at++) {
    const end = piece.indexOf(LINE_FEED, from);
    const whole = piece.subarray(from, end < 0 ? piece.length : end);
    if (end < 0 || !isUtf8(whole)) return new FileRefused(refusal('other bytes', at, offset + from));
    from = end + 1;
  }
}

const refusal = (got: string, line: number, offset: number): string =>
  `Expected a file in UTF-8, got ${got} in line ${line}, at or after byte ${offset}. Save it as UTF-8 text and send it again.`;

function lines(piece: Uint8Array): number {
  let count = 0;
  for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}
