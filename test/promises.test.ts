import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, promiseIds, readLedger, type PromiseRow, type Tree } from './promises.ledger.ts';

const root = join(import.meta.dirname, '..');
const here: Tree = {
  has: (path) => existsSync(join(root, path)),
  source: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null),
};
const rows = readLedger(readFileSync(join(root, 'docs/promises.md'), 'utf8'));

describe('the ledger of promises', () => {
  it('has one row for each promise, and each kept one names code and tests that exist', () => {
    expect(faultsOf(rows, here)).toEqual([]);
    expect(rows.map(({ id }) => id)).toEqual(promiseIds);
  });
});

describe('its check', () => {
  const source = [
    "it('a plain one', () => {});",
    '  it.each(["a"])("a (b) \\"quoted\\" one", () => {});',
    "it.each([\n  'a',\n])('one after a list', () => {});",
    'test(\n  `one on its own line`, () => {});',
    "it.skip('a skipped one', () => {});",
    "// it('a commented one', () => {});",
    "describe('a group', () => {});",
  ].join('\n');
  const tree: Tree = { has: (path) => path === 'a.ts', source: (path) => (path === 'a.test.ts' ? source : null) };
  const complete = promiseIds.map((id) => ({ id, promise: 'Said.', state: 'not yet', where: [], tests: [] }));
  const kept = { id: 'D1', promise: 'Said.', state: 'kept', where: ['a.ts'] };
  const faults = (row: PromiseRow) => faultsOf([row, ...complete.slice(1)], tree);
  const named = (title: string, file = 'a.test.ts') => faults({ ...kept, tests: [{ file, title }] });

  it('is content with what is there', () => {
    expect(faultsOf(complete, tree)).toEqual([]);
    for (const title of ['a plain one', 'a (b) "quoted" one', 'one after a list', 'one on its own line']) {
      expect(named(title)).toEqual([]);
    }
  });

  it('misses an id that is not there, and sees one that is doubled or unknown', () => {
    expect(faultsOf(complete.slice(1), tree)).toEqual(['D1: expected a row, found none.']);
    expect(faultsOf([...complete, complete[3]!], tree)).toEqual(['D4: expected one row, found more.']);
    expect(faultsOf([...complete, { ...complete[0]!, id: 'X1' }], tree)).toEqual(['X1: expected a known promise id.']);
  });

  it('wants code and a test for what is kept or partly kept', () => {
    for (const state of ['kept', 'partly']) {
      expect(faults({ ...kept, state, where: [], tests: [] })).toEqual([
        `D1: is ${state}, expected the code that keeps it, found none.`,
        `D1: is ${state}, expected a test that proves it, found none.`,
      ]);
    }
    expect(faults({ ...kept, state: 'done', tests: [] })).toEqual([
      'D1: expected the state kept, partly or not yet, found "done".',
    ]);
  });

  it('follows what is named: code, test file and title, of tests that run', () => {
    expect(faults({ ...kept, where: ['b.ts'], tests: [{ file: 'a.test.ts', title: 'a plain one' }] })).toEqual([
      'D1: names b.ts, which does not exist.',
    ]);
    expect(named('a plain one', 'b.test.ts')).toEqual(['D1: names the test file b.test.ts, which does not exist.']);
    for (const title of ['a skipped one', 'a commented one', 'a group', 'a plain']) {
      expect(named(title)).toEqual([`D1: names the test “${title}”, which a.test.ts does not hold.`]);
    }
  });

  it('reads a row as it stands in the table', () => {
    const table =
      '| id | p | s | w | t |\n|-|-|-|-|-|\n| D1 | Said. | kept | `a.ts`, `b` | `a.test.ts` “x y”<br>`b.test.ts` “z” |';
    expect(readLedger(table)).toEqual([
      {
        id: 'D1',
        promise: 'Said.',
        state: 'kept',
        where: ['a.ts', 'b'],
        tests: [
          { file: 'a.test.ts', title: 'x y' },
          { file: 'b.test.ts', title: 'z' },
        ],
      },
    ]);
  });
});
