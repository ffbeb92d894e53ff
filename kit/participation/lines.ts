/** No line is longer: a record of MongoDB is at most 16 MB, and JSON writes it longer. */
const MOST_BYTES = 64 * 1024 * 1024;
const LINE_FEED = 0x0a;

/** The lines of a text in UTF-8, without their ends. What stands behind the last end is no line. Throws for one that is too long. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>, most = MOST_BYTES): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, at)]).toString();
      [parts, length, from] = [[], 0, at + 1];
    }
    parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > most) throw new Error(`Expected lines of at most ${most} bytes, got a longer one.`);
  }
}
