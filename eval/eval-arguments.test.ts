import { evalArguments } from './eval-arguments.ts';

const files = ['--documents', 'd', '--queries', 'q', '--qrels', 'r'];

it('the command line asks for the market, unless it names a set', () => {
  expect(evalArguments([])).toEqual({
    outside: null,
    systems: ['directory', 'single', 'stock', 'bm25'],
    k: 10,
    products: 6_000,
    splits: ['tuning', 'held-out'],
    worst: 0,
  });
  expect(evalArguments([...files, '--locale', 'tr', '--systems', 'bm25', '--k', '5', '--split', 'all'])).toMatchObject({
    outside: { files: { documents: 'd', queries: 'q', qrels: 'r' }, locale: 'TR' },
    systems: ['bm25'],
    k: 5,
    splits: ['all'],
  });
});

it.each([
  [files, 'Expected --documents, --queries, --qrels and --locale together'],
  [[...files, '--locale', 'de'], 'Expected --locale of TR, ZH, EN, got "DE"'],
  [['--systems', 'google'], 'Expected --systems of directory, single, stock, bm25, got "google"'],
  [['--k', '0'], 'Expected --k from 1 to 100, got "0"'],
  [['--split', 'both'], 'Expected --split of tuning, held-out, all, got "both"'],
])('%j is refused', (args, message) => {
  expect(() => evalArguments(args)).toThrow(message);
});
