import { open } from 'node:fs/promises';

/** A file that cannot be read, or a line that is not as its form demands; the message names file and line. */
export class LineFault extends Error {
  override name = 'LineFault';
}

/** Reads one line, or says what was expected and what came. */
type ReadLine<T> = (line: string) => T;

/** The lines of a file one by one, as what they mean; blank lines are passed over. @throws LineFault */
export async function* linesOf<T>(file: string, read: ReadLine<T>): AsyncGenerator<T> {
  const handle = await open(file).catch((error: Error) => {
    throw new LineFault(`${file}: Expected a file that can be read: ${error.message}`);
  });
  let number = 0;
  for await (const line of handle.readLines({ encoding: 'utf8' })) {
    number += 1;
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    try {
      yield read(text);
    } catch (error) {
      throw new LineFault(`${file}:${number}: ${(error as Error).message}`, { cause: error });
    }
  }
}

/** What came, short enough for a message. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
