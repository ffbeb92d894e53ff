/** A row of docs/promises.md. */
export interface PromiseRow {
  readonly id: string;
  readonly promise: string;
  readonly state: string;
  /** Paths of code that keeps the promise, relative to the package root. */
  readonly where: readonly string[];
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

/** What the ledger is checked against: whether a path is there, and the source of a test file, null when it is not. */
export interface Tree {
  has(path: string): boolean;
  source(path: string): string | null;
}

const range = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

/** Every promise, in the order of the ledger. */
export const promiseIds = [...range('D', 6), ...range('M', 10), ...range('P', 14), ...range('B', 10)];

/** The rows of the ledger's table, whatever their id. */
export function readLedger(markdown: string): PromiseRow[] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => {
    const [id = '', promise = '', state = '', where = '', test = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return {
      id,
      promise,
      state,
      where: [...where.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
      tests: [...test.matchAll(/`([^`]+)`\s*“([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title })),
    };
  });
}

/** What is wrong with the ledger, one sentence each; empty when it holds. */
export function faultsOf(rows: readonly PromiseRow[], tree: Tree): string[] {
  const ids = rows.map(({ id }) => id);
  return [
    ...promiseIds.filter((id) => !ids.includes(id)).map((id) => `${id}: expected a row, found none.`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id}: expected one row, found more.`),
    ...ids.filter((id) => !promiseIds.includes(id)).map((id) => `${id}: expected a known promise id.`),
    ...rows.flatMap((row) => rowFaults(row, tree).map((fault) => `${row.id}: ${fault}`)),
  ];
}

function rowFaults(row: PromiseRow, tree: Tree): string[] {
  const open = row.state === 'not yet';
  if (!open && row.state !== 'kept' && row.state !== 'partly') {
    return [`expected the state kept, partly or not yet, found "${row.state}".`];
  }
  const faults = row.promise ? [] : ['expected the promise in words, found none.'];
  if (!open && row.where.length === 0) faults.push(`is ${row.state}, expected the code that keeps it, found none.`);
  if (!open && row.tests.length === 0) faults.push(`is ${row.state}, expected a test that proves it, found none.`);
  for (const path of row.where) if (!tree.has(path)) faults.push(`names ${path}, which does not exist.`);
  for (const { file, title } of row.tests) {
    const source = file.endsWith('.test.ts') ? tree.source(file) : null;
    if (source === null) faults.push(`names the test file ${file}, which does not exist.`);
    else if (!titlesIn(source).includes(title)) faults.push(`names the test “${title}”, which ${file} does not hold.`);
  }
  return faults;
}

const literal = String.raw`('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|` + '`[^`]*`)';
const call = new RegExp(String.raw`^[ \t]*(?:(?:it|test)\(|(?:it|test)\.each\b.*\)\(|\]\)\()\s*` + literal, 'gm');

/** The titles of the tests in a source file: those that run, so neither skipped nor commented out. */
function titlesIn(source: string): string[] {
  return [...source.matchAll(call)].map(([, title = '']) => title.slice(1, -1).replaceAll(/\\(.)/g, '$1'));
}
