import type { Connection } from 'mongoose';
import { startMongod, type MongoServer } from '../../../kit/local-servers/mongod.process.ts';
import { createLog } from '../../../kit/log/log.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import type { ErasureTarget } from '../../../kit/participation/erasing.ts';
import { ensureCollections, modelOf } from '../../../kit/record/record.ts';
import { indexStateRecord } from '../indexing/index-state.record.ts';
import { purgeRequestRecord } from './purge-request.record.ts';
import { Purging } from './purging.ts';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-12-01T12:00:00Z');

let mongod: MongoServer;
let connection: Connection;
let now = NOON;
/** What the engine has: names of indexes, as builds give them. */
let indexes: string[] = [];
const indexOf = (begun: number) => `products-${begun.toString(36)}beef`;

beforeAll(async () => {
  mongod = await startMongod({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(mongod.uri, ['catalog']) as [Connection];
  await connection.asPromise();
});
afterAll(async () => {
  await connection?.close();
  await mongod?.stop();
});
beforeEach(async () => {
  now = NOON;
  indexes = [];
  await connection.dropDatabase();
  await ensureCollections(connection, [purgeRequestRecord, indexStateRecord]);
});

const requests = () => modelOf(connection, purgeRequestRecord);
const built: string[] = [];
const purging = () =>
  new Purging({
    engine: { admin: { getRawIndexes: async () => ({ results: indexes.map((uid) => ({ uid })) }) } } as never,
    states: modelOf(connection, indexStateRecord),
    requests: requests(),
    feed: { position: async () => (built.push('build'), Promise.reject(new Error('begun'))) } as never,
    writers: [{ source: { name: 'products' } }] as never,
    log: createLog('test', () => undefined),
    windowMs: HOUR,
    now: () => new Date(now),
  });
const target = (letter: string, fate: 'ERASED' | 'WITHDRAWN' = 'ERASED'): ErasureTarget => ({
  erasureId: letter.repeat(24),
  planHash: 'a'.repeat(64),
  mapHashes: {},
  references: [],
  companies: [{ companyId: 'c'.repeat(24), fate }],
  held: [],
});
const live = (index: string) =>
  modelOf(connection, indexStateRecord).collection.updateOne(
    { _id: 'products' as never },
    {
      $set: {
        live: index,
        building: null,
        resumeToken: null,
        leaseOwner: null,
        leaseUntil: null,
        swappedAt: null,
        documents: 0,
      },
    },
    { upsert: true },
  );

it('gathers what is asked within the window, and builds once for all of it when the first has waited so long', async () => {
  indexes = [indexOf(NOON - HOUR)];
  await live(indexes[0]!);
  const one = purging();
  // An hour is for the rebuild.
  const until = new Date(NOON + 2 * HOUR).toISOString();
  expect(await one.purge(target('a'))).toEqual({ done: false, until });
  now += HOUR / 2;
  expect(await one.purge(target('b'))).toEqual({ done: false, until: new Date(NOON + 2.5 * HOUR).toISOString() });
  expect(await one.purge(target('a'))).toEqual({ done: false, until });
  await one.run();
  expect(built).toEqual([]);
  now = NOON + HOUR;
  await expect(one.run()).rejects.toThrow('begun');
  expect(built).toEqual(['build']);
  // Another process was quicker; the index of before is still asked by somebody.
  await live(indexOf(now));
  indexes = [...indexes, indexOf(now)];
  await one.run();
  expect(await one.purge(target('b'))).toMatchObject({ done: false });
  indexes = [indexOf(now)];
  expect(await one.purge(target('a'))).toEqual({ done: true, until: null });
  expect(await one.purge(target('b'))).toEqual({ done: true, until: null });
  await one.run();
  expect(built).toEqual(['build']);
});

it('has nothing to do where no company was a person', async () => {
  expect(await purging().purge(target('a', 'WITHDRAWN'))).toEqual({ done: true, until: null });
  expect(await requests().countDocuments()).toBe(0);
});
