import type { ClientSession, Connection } from 'mongoose';
import { startMongod, type MongoServer } from '../local-servers/mongod.process.ts';
import { connect } from '../mongo/connect.ts';
import { ensureCollections } from '../record/record.ts';
import { deleting, type ErasurePlace, type Stored } from './erasure-place.ts';
import { erasureProgressRecord } from './erasure-progress.record.ts';
import { ErasureRuns } from './erasure-runs.ts';
import type { ErasureTarget } from './erasing.ts';

let mongod: MongoServer;
let connection: Connection;
beforeAll(async () => {
  mongod = await startMongod({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(mongod.uri, ['library']) as [Connection];
  await connection.asPromise();
}, 120_000);
afterAll(async () => {
  await connection?.close();
  await mongod?.stop();
});
beforeEach(async () => {
  await connection.dropDatabase();
  await ensureCollections(connection, [erasureProgressRecord]);
});

const stored = (name: string) => connection.collection<Stored>(name) as never as ErasurePlace['stored'];
const put = (name: string, count: number) =>
  stored(name).insertMany(Array.from({ length: count }, (_, at) => ({ _id: `${name}${at}`, ref: 'one' })));
const place = (collection: string, more: Partial<ErasurePlace> = {}): ErasurePlace => ({
  store: 'library',
  collection,
  subjectPath: 'ref',
  action: 'delete document',
  stored: stored(collection),
  which: async () => ({ ref: 'one' }),
  change: deleting(stored(collection)),
  ...more,
});
const target = (companies: ErasureTarget['companies'] = []): ErasureTarget => ({
  erasureId: 'e'.repeat(24),
  planHash: 'b'.repeat(64),
  mapHashes: {},
  references: [{ ref: 'one', kind: 'GUEST' }],
  companies,
  held: [],
});

/** Counts the transactions that take effect; the work of each is followed by `then`. */
function counting(then: () => Promise<void> | void = () => undefined) {
  const counted = { connection: Object.create(connection) as Connection, transactions: 0 };
  counted.connection.transaction = (async (work: (session: ClientSession) => Promise<unknown>) => {
    await connection.transaction(async (session: ClientSession) => {
      await work(session);
      await then();
    });
    counted.transactions += 1;
  }) as never;
  return counted;
}
const records = ({ counts }: { counts: readonly { collection: string; records: number }[] }) =>
  Object.fromEntries(counts.map((one) => [one.collection, one.records]));

it('does little of several places in one transaction, and what is more than a batch batch by batch', async () => {
  const little = counting();
  await Promise.all([put('books', 3), put('visits', 4)]);
  const places = [place('books'), place('nothing'), place('visits')];
  const done = await new ErasureRuns({ connection: little.connection, batch: 10 }).run(places, target());
  expect([done.done, records(done), little.transactions]).toEqual([true, { books: 3, visits: 4 }, 1]);
  const much = counting();
  await Promise.all([put('books', 3), put('visits', 14)]);
  const more = await new ErasureRuns({ connection: much.connection, batch: 10 }).run(places, target());
  expect([more.done, records(more), much.transactions]).toEqual([true, { books: 6, visits: 18 }, 3]);
});

it('changes nothing at any place when it is killed in the middle, and then counts each once', async () => {
  await Promise.all([put('books', 3), put('visits', 4)]);
  const killed = counting(() => Promise.reject(new Error('killed')));
  const places = [place('books'), place('visits')];
  await expect(new ErasureRuns({ connection: killed.connection }).run(places, target())).rejects.toThrow('killed');
  expect([await stored('books').countDocuments(), await stored('visits').countDocuments()]).toEqual([3, 4]);
  expect(await connection.collection('erasureProgress').countDocuments()).toBe(0);
  expect(records(await new ErasureRuns({ connection }).run(places, target()))).toEqual({ books: 3, visits: 4 });
});

it('looks again where something else was changed than was counted, and where others act for a company that goes', async () => {
  for (const companies of [[], [{ companyId: 'c'.repeat(24), fate: 'ERASED' as const }]]) {
    await put('books', 2);
    let isLate = false;
    const late = place('books', {
      change: async (which, of, session) => {
        const changed = await deleting(stored('books'))(which, of, session);
        // Of a person nothing more comes behind the fence; what was there and is found late is another count.
        const other = companies.length === 0 ? changed - 1 : changed;
        if (!isLate) await put('visits', 1);
        isLate = true;
        return other;
      },
    });
    const places = [late, place('visits')];
    expect((await new ErasureRuns({ connection }).run(places, target(companies))).done).toBe(true);
    expect(await stored('visits').countDocuments()).toBe(0);
  }
});

it('does what is to be done beside a transaction outside of it, in the order of the places', async () => {
  await Promise.all([put('books', 1), put('files', 2), put('visits', 1)]);
  const order: string[] = [];
  const telling = (name: string, more: Partial<ErasurePlace> = {}) =>
    place(name, {
      change: async (which, of, session) => (order.push(name), deleting(stored(name))(which, of, session)),
      ...more,
    });
  const { connection: told } = counting(() => void order.push('committing'));
  const before = async (ids: readonly string[]) => void order.push(`before ${ids.join(' ')}`);
  const after = (ids: readonly string[]) => void order.push(`after ${ids.join(' ')}`);
  const places = [telling('books'), telling('files', { before, after }), telling('visits')];
  expect((await new ErasureRuns({ connection: told }).run(places, target())).done).toBe(true);
  const files = ['before files0 files1', 'files', 'committing', 'after files0 files1'];
  expect(order).toEqual(['books', 'committing', ...files, 'visits', 'committing']);
});

it('does not go on for ever where what is found does not change', async () => {
  await put('books', 1);
  const places = [place('books', { change: async () => 0 })];
  await expect(new ErasureRuns({ connection }).run(places, target())).rejects.toThrow('nothing changed');
});
