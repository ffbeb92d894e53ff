import { Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { FileRefused } from './file-refused.ts';
import { LONGEST_ROW, type FileRow } from './file-row.ts';

/** Among these the header decides: a spreadsheet of a country that writes decimals with a comma divides by semicolons. */
const DELIMITERS = [',', ';', '\t'] as const;
const MOST_COLUMNS = 200;

/**
 * The rows of a CSV file (RFC 4180: quotes, doubled quotes, line breaks within quotes) whose first line names the columns. A row that
 * has more or fewer values than there are columns is unreadable by itself; a quote that is left open, a header with two columns of one name or
 * one that `known` does not know, and a row that is too long throw FileRefused.
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  known: (column: string) => string | null,
): AsyncGenerator<FileRow> {
  const { head, whole } = await beginning(text);
  const parser = parse({
    delimiter: delimiterOf(head),
    info: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  const source = Readable.from(whole, { objectMode: true, highWaterMark: 1 });
  source.on('error', (error) => parser.destroy(error)).pipe(parser);
  let columns: readonly string[] | null = null;
  // The parser counts a line break of two characters within quotes twice.
  let doubled = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const line = info.lines - doubled - countOf(record, /[\r\n]/g);
      doubled += countOf(record, /\r\n/g);
      if (columns) yield rowOf(record, columns, line);
      else columns = header(record, known);
    }
  } catch (error) {
    throw error instanceof CsvError ? refused(error) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
  if (!columns) throw new FileRefused('Expected a first line that names the columns, got an empty file.');
}

function rowOf(record: readonly string[], columns: readonly string[], line: number): FileRow {
  if (record.length !== columns.length)
    return {
      line,
      values: new Map(),
      unreadable: `Expected ${columns.length} values as the first line has columns, got ${record.length}. Put values with a delimiter in quotes.`,
    };
  return { line, values: new Map(columns.map((column, index) => [column, record[index]!])) };
}

function header(record: readonly string[], known: (column: string) => string | null): string[] {
  if (record.length > MOST_COLUMNS)
    throw new FileRefused(`Expected at most ${MOST_COLUMNS} columns, got ${record.length}.`);
  const columns = record.map((column) => column.trim());
  const seen = new Set<string>();
  for (const column of columns) {
    const reason = known(column);
    if (reason !== null) throw new FileRefused(reason);
    if (seen.has(column))
      throw new FileRefused(`Expected each column once, got \`${column}\` twice in the first line.`);
    seen.add(column);
  }
  return columns;
}

/** The first pieces, up to a line break, and everything. */
async function beginning(text: AsyncIterable<string>): Promise<{ head: string; whole: AsyncIterable<string> }> {
  const pieces = text[Symbol.asyncIterator]();
  let head = '';
  let ended = false;
  while (!ended && !head.includes('\n') && head.length <= LONGEST_ROW) {
    const { value, done } = await pieces.next();
    if (done) ended = true;
    else head += value;
  }
  async function* whole(): AsyncGenerator<string> {
    if (head !== '') yield head;
    if (!ended) yield* { [Symbol.asyncIterator]: () => pieces };
  }
  return { head: head.split('\n', 1)[0]!, whole: whole() };
}

function delimiterOf(head: string): string {
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: head.split(delimiter).length }));
  return counted.reduce((best, other) => (other.count > best.count ? other : best)).delimiter;
}

const countOf = (record: readonly string[], what: RegExp): number =>
  record.reduce((sum, value) => sum + (value.match(what)?.length ?? 0), 0);

function refused({ code, message, ...at }: CsvError): FileRefused {
  const line = (at as unknown as { lines?: number }).lines ?? 0;
  if (code === 'CSV_MAX_RECORD_SIZE')
    return new FileRefused(
      `Expected rows of at most ${LONGEST_ROW} characters, got a longer one by line ${line}. Look for a quote that is not closed before it.`,
    );
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return new FileRefused(`Expected each quote to be closed, got one left open at the end, line ${line}.`);
  return new FileRefused(`Expected CSV as RFC 4180 has it, got a mistake in line ${line}: ${message}`.slice(0, 400));
}
