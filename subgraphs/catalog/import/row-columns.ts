import { LANGUAGES, unknownName, type RowProblem, type RowValues } from './product-row.ts';

/** A column of a CSV file: how its cell becomes a value of a row, and a row's value its cell. */
interface Column {
  name: string;
  /** Puts the cell's value among the row's. An empty cell is null. Throws CellRefused. */
  read(cell: string | null, row: Row): void;
  /** Empty when the row does not say it. */
  write(row: RowValues): string;
}
type Row = Map<string, unknown>;
type Parts = Readonly<Record<string, unknown>>;

class CellRefused extends Error {}

const text = (cell: string): string => cell;
const whole = (cell: string): number => {
  if (/^\d{1,9}$/.test(cell)) return Number(cell);
  throw new CellRefused(`Expected a whole number such as 30, got ${quoted(cell)}.`);
};
const decimal = (cell: string): string => {
  if (/^\d+(\.\d+)?$/.test(cell)) return cell;
  throw new CellRefused(
    `Expected a number with a point before its decimals and no other signs, such as 1234.50, got ${quoted(cell)}.`,
  );
};
const flag = (cell: string): boolean => {
  if (cell === 'true' || cell === 'false') return cell === 'true';
  throw new CellRefused(`Expected true or false, got ${quoted(cell)}.`);
};
const json = (cell: string): unknown => {
  try {
    return JSON.parse(cell);
  } catch {
    throw new CellRefused(`Expected JSON, got ${quoted(cell)}.`);
  }
};
const tiers = (cell: string): unknown =>
  cell.split('|').map((tier) => {
    const [minimumQuantity, amount, ...more] = tier.split(':').map((part) => part.trim());
    if (amount !== undefined && more.length === 0)
      return { minimumQuantity: decimal(minimumQuantity!), amount: decimal(amount) };
    throw new CellRefused(`Expected quantity:price, divided by |, such as 1:10.50|100:9.80, got ${quoted(cell)}.`);
  });
const quoted = (cell: string): string => JSON.stringify(cell.slice(0, 60));
const written = (value: unknown): string => {
  if (value == null) return '';
  return typeof value === 'string' ? value : value instanceof Date ? value.toISOString() : JSON.stringify(value);
};

const single = (name: string, read: (cell: string) => unknown, write: (value: never) => string = written): Column => ({
  name,
  read: (cell, row) => void row.set(name, cell === null ? null : read(cell)),
  write: (row) => (row.get(name) == null ? '' : write(row.get(name) as never)),
});

/** What is always there: an empty cell says nothing. */
const compulsory = (name: string): Column => ({
  name,
  read: (cell, row) => void (cell !== null && row.set(name, cell)),
  write: (row) => written(row.get(name)),
});

/** A part of a value that has several, each in a column of its own; the value is null when all of them are empty. */
const part = (name: string, key: string, within: string, read: (cell: string) => unknown): Column => ({
  name,
  read: (cell, row) => {
    const known = (row.get(key) ?? null) as Parts | null;
    row.set(key, cell === null ? known : { ...known, [within]: read(cell) });
  },
  write: (row) => written((row.get(key) as Parts | undefined)?.[within]),
});

/** Each language is there, or taken away, by itself. */
const localized = (key: 'name' | 'description'): Column[] =>
  LANGUAGES.map((language) => ({
    name: `${key}_${language}`,
    read: (cell, row) => void row.set(key, { ...(row.get(key) as Parts | undefined), [language]: cell }),
    write: (row) => written((row.get(key) as Parts | undefined)?.[language]),
  }));

const COLUMNS: readonly Column[] = [
  compulsory('externalId'),
  compulsory('status'),
  ...localized('name'),
  ...localized('description'),
  compulsory('categoryCode'),
  single('hsCode', text),
  single('attributes', json, JSON.stringify),
  single('unit', text),
  single('currency', text),
  single('priceTiers', tiers, (value: { minimumQuantity: string; amount: string }[]) =>
    value.map(({ minimumQuantity, amount }) => `${minimumQuantity}:${amount}`).join('|'),
  ),
  part('priceMinimum', 'priceRange', 'minimum', decimal),
  part('priceMaximum', 'priceRange', 'maximum', decimal),
  single('priceValidFrom', text),
  single('priceValidUntil', text),
  single('minimumOrderQuantity', decimal),
  single('minimumOrderUnit', text),
  single('incoterm', text),
  single('incotermEdition', whole),
  single('incotermPlace', text),
  single('originCountry', text),
  single('leadTimeDays', whole),
  part('samplesAvailable', 'samples', 'available', flag),
  part('samplesFree', 'samples', 'free', flag),
  part('samplesPrice', 'samples', 'price', decimal),
  part('samplesCurrency', 'samples', 'currency', text),
  single('certificates', json, JSON.stringify),
  single('oem', flag),
  single('odm', flag),
];
const BY_NAME = new Map(COLUMNS.map((column) => [column.name, column]));

/** Names of all columns, in the order in which a catalogue is given out. */
export const COLUMN_NAMES: readonly string[] = COLUMNS.map(({ name }) => name);

/** Why there may be no column of that name; null: there may. */
export const columnRefusal = (name: string): string | null =>
  BY_NAME.has(name) ? null : unknownName(name, COLUMN_NAMES);

/** The values of a row by their keys, from cells by their columns; or which cells are none of their kind. */
export function fromCells(cells: RowValues): RowValues | RowProblem[] {
  const row: Row = new Map();
  const problems: RowProblem[] = [];
  for (const [name, cell] of cells) {
    try {
      BY_NAME.get(name)!.read(cell === '' ? null : plain(cell as string), row);
    } catch (error) {
      if (!(error instanceof CellRefused)) throw error;
      problems.push({ field: name, message: error.message });
    }
  }
  return problems.length > 0 ? problems : row;
}

/** The cells of a row in the order of the columns, in a form that no spreadsheet takes for a formula. */
export const toCells = (row: RowValues): string[] => COLUMNS.map((column) => guarded(column.write(row)));

const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** An apostrophe before what a spreadsheet would run; one more before what begins with apostrophes already, so that reading finds the same. */
const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
const plain = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);
