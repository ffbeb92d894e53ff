import type { Change } from '../../../kit/mongo/change-feed.ts';
import { ReadDocuments } from './read-documents.ts';

/** The instant at which things are read, moved by a test; changes stand at theirs. */
let now: number;
const at = (instant: number): string => `{"_data":"82${instant.toString(16).padStart(16, '0')}2B"}`;
const change = (id: string, instant: number, collection = 'products'): Change => ({
  collection,
  id,
  position: at(instant),
});
/** A card touches the products a, b and c. */
const source = {
  async *touchedBy(collection: string, ids: readonly string[]) {
    yield collection === 'products' ? [...ids] : ['a', 'b', 'c'];
  },
};
let read: ReadDocuments;
const due = async (...changes: Change[]): Promise<string[]> => {
  const ids: string[] = [];
  for await (const batch of read.due(source, changes)) ids.push(...batch);
  return ids;
};

beforeEach(() => {
  now = 100;
  read = new ReadDocuments({ moment: () => Promise.resolve(at(now)) });
});

it('asks once for what a card and products tell of that changed before the reading', async () => {
  expect(await due(change('card', 10, 'companyCards'))).toEqual(['a', 'b', 'c']);
  expect(await due(change('a', 20), change('b', 30))).toEqual([]);
  expect(await due(change('c', 100), change('d', 100))).toEqual(['d']);
});

it('asks again for what changed after it was read, whatever else did before', async () => {
  await due(change('a', 10), change('b', 20));
  expect(await due(change('a', 30), change('b', 101))).toEqual(['a', 'b']);
  now = 200;
  expect(await due(change('a', 102))).toEqual(['a']);
  expect(await due(change('b', 103), change('a', 150))).toEqual(['b']);
});

it('knows the batches of a build by the moment before each was asked for', async () => {
  async function* all() {
    now++; // what is written while a batch is read may be in it or not
    yield [{ id: 'a' }, { id: 'b' }];
    now++;
    yield [{ id: 'c' }];
  }
  const batches: { id: string }[][] = [];
  for await (const batch of read.noted(all())) batches.push(batch);
  expect(batches).toEqual([[{ id: 'a' }, { id: 'b' }], [{ id: 'c' }]]);
  expect(read.latest).toBe(at(101));
  expect(await due(change('a', 100))).toEqual([]);
  expect(await due(change('a', 101), change('c', 101))).toEqual(['a']);
});

it('takes nothing for read where a position says no instant', async () => {
  await due(change('a', 10));
  expect(await due({ ...change('a', 20), position: 'rubbish' })).toEqual(['a']);
});
