import { csvRows } from './csv-rows.ts';
import type { FileRow } from './file-row.ts';
import type { RowFormat } from './import-words.ts';
import { ndjsonRows } from './ndjson-rows.ts';
import { columnRefusal } from './row-columns.ts';
import { strictText } from './strict-text.ts';

/** The rows of a file of products from the first on, read as they are asked for. Throws FileRefused. */
export function rowsOf(format: RowFormat, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<FileRow> {
  const text = strictText(bytes);
  return format === 'CSV' ? csvRows(text, columnRefusal) : ndjsonRows(text);
}
