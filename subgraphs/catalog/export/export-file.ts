import { stringify } from 'csv-stringify/sync';
import { nextTurn } from '../../../kit/process/in-slices.ts';
import type { RowFormat } from '../import/import-words.ts';
import { valuesOf } from '../import/product-row.ts';
import { COLUMN_NAMES, toCells } from '../import/row-columns.ts';
import type { ProductRecord } from '../product/product.record.ts';

/** A spreadsheet takes a file that begins with it for UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';
/** After so many products whoever waits for the processor gets it. */
const SLICE = 20;

/** A catalogue as a file of a form, in pieces. An import of it finds every row unchanged. */
export async function* exportFile(format: RowFormat, products: AsyncIterable<ProductRecord>): AsyncGenerator<Buffer> {
  let piece = format === 'CSV' ? BYTE_ORDER_MARK + stringify([[...COLUMN_NAMES]]) : '';
  let count = 0;
  for await (const product of products) {
    const values = valuesOf(product);
    piece += format === 'CSV' ? stringify([toCells(values)]) : `${JSON.stringify(Object.fromEntries(values))}\n`;
    if (++count % SLICE !== 0) continue;
    yield Buffer.from(piece);
    piece = '';
    await nextTurn();
  }
  if (piece !== '') yield Buffer.from(piece);
}
