import { FileRefused } from './file-refused.ts';
import { LONGEST_ROW, type FileRow } from './file-row.ts';

/** The rows of a file that holds a JSON object a line; empty lines count as lines, and are no rows. Throws FileRefused at a line that is too long. */
export async function* ndjsonRows(text: AsyncIterable<string>): AsyncGenerator<FileRow> {
  let line = 0;
  for await (const whole of linesOf(text)) {
    line++;
    if (whole.trim() !== '') yield rowOf(whole, line);
  }
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let line = 1;
  for await (const piece of text) {
    const pieces = (rest + piece).split('\n');
    rest = pieces.pop()!;
    for (const whole of pieces) {
      checkLength(whole, line++);
      yield whole;
    }
    checkLength(rest, line);
  }
  if (rest !== '') yield rest;
}

function checkLength(text: string, line: number): void {
  if (text.length <= LONGEST_ROW) return;
  throw new FileRefused(
    `Expected lines of at most ${LONGEST_ROW} characters, got a longer one at line ${line}. Send one JSON object a line.`,
  );
}

function rowOf(text: string, line: number): FileRow {
  const unreadable = (got: string): FileRow => ({
    line,
    values: new Map(),
    unreadable: `Expected a JSON object on one line, got ${got}.`,
  });
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return unreadable('another JSON value');
    return { line, values: new Map(Object.entries(value)) };
  } catch {
    return unreadable('text that is no JSON');
  }
}
