import { plainText } from '../../../kit/text/plain-text.ts';
import type { FileRow } from './file-row.ts';
import type { RowFormat } from './import-words.ts';
import { wrongIn, type RowProblem, type RowValues } from './product-row.ts';
import { fromCells } from './row-columns.ts';
import type { SeenKeys } from './seen-keys.ts';

/** A row of a file as far as it can be told without what is stored. */
export interface ReadRow {
  line: number;
  /** Null when it gave none that could be one. */
  externalId: string | null;
  /** Empty when there are problems. */
  values: RowValues;
  /** Why it is refused whatever is stored. */
  problems: RowProblem[];
}

const LONGEST_KEY = 100;
const NONE: RowValues = new Map();

/** Reads one. A row is refused whose external id an earlier line has: which of the two is meant is not for the directory to guess. */
export function readRow({ line, values: cells, unreadable }: FileRow, format: RowFormat, seen: SeenKeys): ReadRow {
  if (unreadable !== undefined)
    return { line, externalId: null, values: NONE, problems: [{ field: '', message: unreadable }] };
  const read = format === 'CSV' ? fromCells(cells) : cells;
  const values: RowValues = Array.isArray(read) ? NONE : read;
  const externalId = externalIdOf((Array.isArray(read) ? cells : values).get('externalId'));
  const problems = Array.isArray(read) ? read : wrongIn(values);
  const first = externalId === null ? null : seen.first(externalId, line);
  const unkeyed = problems.length > 0 ? [] : wrongKey(externalId, values.get('externalId'), first);
  const all = [...problems, ...unkeyed];
  return { line, externalId, values: all.length > 0 ? NONE : values, problems: all };
}

function wrongKey(externalId: string | null, given: unknown, first: number | null): RowProblem[] {
  const wrong = (message: string): RowProblem[] => [{ field: 'externalId', message }];
  if (first !== null)
    return wrong(`Expected each externalId once in a file, got one that line ${first} has. Leave one of the two out.`);
  if (externalId !== null) return [];
  return wrong(
    `Expected an externalId, a text of 1 to 100 visible characters, got ${given == null ? 'none' : 'something else'}. Give each product the key under which your own system knows it.`,
  );
}

function externalIdOf(given: unknown): string | null {
  const cleaned = typeof given === 'string' ? plainText(given, { most: LONGEST_KEY, lines: false }) : { fault: '' };
  return 'text' in cleaned && cleaned.text !== '' ? cleaned.text : null;
}
