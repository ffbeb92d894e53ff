const PIECE = 64 * 1024;

/** Texts as UTF-8, joined to pieces of some size: each piece costs, however small. */
export async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let piece: string[] = [];
  let length = 0;
  for await (const text of texts) {
    piece.push(text);
    length += text.length;
    if (length < PIECE) continue;
    yield Buffer.from(piece.join(''));
    [piece, length] = [[], 0];
  }
  if (length > 0) yield Buffer.from(piece.join(''));
}
