import { FileTooLong } from './file-store.ts';

/** Bytes in pieces of one size; only the last may be shorter, and says that it is the last. One piece at least, maybe an empty one. */
export async function* chunked(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
  most: number,
): AsyncGenerator<{ data: Buffer; last: boolean }> {
  let piece = Buffer.allocUnsafe(size);
  let filled = 0;
  let length = 0;
  for await (const given of bytes) {
    length += given.length;
    if (length > most) throw new FileTooLong(most);
    for (let from = 0; from < given.length;) {
      if (filled === size) {
        yield { data: piece, last: false };
        piece = Buffer.allocUnsafe(size);
        filled = 0;
      }
      const part = given.subarray(from, from + size - filled);
      piece.set(part, filled);
      filled += part.length;
      from += part.length;
    }
  }
  yield { data: piece.subarray(0, filled), last: true };
}
