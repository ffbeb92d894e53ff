import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { integer } from '../record/field.ts';
import { ensureCollections, modelOf, record } from '../record/record.ts';
import { ChangeFeed, hasReached, PositionLost, type Change, type ChangeReader } from './change-feed.ts';
import { connect } from './connect.ts';

const goods = record({ collection: 'goods', version: 1, fields: { count: integer(0, 9_999) }, indexes: [] });
let servers: LocalServers;
let connection: ReturnType<typeof connect>[number];
let feed: ChangeFeed;
const model = () => modelOf(connection, goods);

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['feed']);
  await connection.asPromise();
  await ensureCollections(connection, [goods]);
  feed = new ChangeFeed(connection);
});

afterAll(async () => {
  await connection?.close();
  await servers?.stop();
});

/** All that there is to read, until a read comes back with nothing twice. */
async function read(reader: ChangeReader, most: number): Promise<Change[]> {
  const changes: Change[] = [];
  for (let empty = 0; empty < 2;) {
    const more = await reader.next(most);
    expect(more.length).toBeLessThanOrEqual(most);
    if (more.length === 0) empty++;
    changes.push(...more);
  }
  return changes;
}

it('gives what changed since a position, in order, each change once', async () => {
  const from = await feed.position();
  for (let count = 0; count < 30; count++) await model().create({ _id: `a${count}`, count });
  await model().updateOne({ _id: 'a3' }, { $set: { count: 99 } });
  await model().deleteOne({ _id: 'a4' });
  const reader = feed.open(['goods'], from);
  const changes = await read(reader, 7);
  await reader.close();
  expect(changes.map(({ id }) => id)).toEqual([...Array.from({ length: 30 }, (_, count) => `a${count}`), 'a3', 'a4']);
  expect(new Set(changes.map(({ collection }) => collection))).toEqual(new Set(['goods']));
});

it('goes on behind the last change given out, also from the middle of a batch', async () => {
  const from = await feed.position();
  await model().insertMany(Array.from({ length: 10 }, (_, count) => ({ _id: `b${count}`, count })));
  const reader = feed.open(['goods'], from);
  let first: Change[] = [];
  while (first.length === 0) first = await reader.next(4);
  const { position } = reader;
  await reader.close();
  const again = feed.open(['goods'], position);
  const rest = await read(again, 100);
  await again.close();
  expect([...first, ...rest].map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, count) => `b${count}`));
});

it('moves on when other collections change, and wakes within a moment of a change', async () => {
  const from = await feed.position();
  const reader = feed.open(['goods'], from);
  await connection.db!.collection('others').insertOne({ some: 'thing' });
  await read(reader, 10);
  expect(reader.position > from).toBe(true);
  const waiting = reader.next(10);
  const begun = Date.now();
  await model().create({ _id: 'late', count: 1 });
  expect(await waiting).toMatchObject([{ collection: 'goods', id: 'late' }]);
  expect(Date.now() - begun).toBeLessThan(400);
  await reader.close();
});

it('says a moment behind all that was written, and before all that will be', async () => {
  const reader = feed.open(['goods'], await feed.position());
  const moments = [await feed.moment()];
  for (let count = 0; count < 20; count++) {
    await model().create({ _id: `c${count}`, count });
    moments.push(await feed.moment());
  }
  const changes = await read(reader, 100);
  await reader.close();
  expect(changes).toHaveLength(20);
  changes.forEach(({ position }, count) => {
    expect(hasReached(moments[count]!, position)).toBe(false);
    expect(hasReached(moments[count + 1]!, position)).toBe(true);
  });
});

it.each(['rubbish', 'null', '{}', '{"_data":"rubbish"}', '{"_data":"82"}', '{"_data":5}'])(
  'says that a position is lost which is none: %s',
  async (position) => {
    await expect(async () => {
      const reader = feed.open(['goods'], position);
      try {
        await reader.next(1);
      } finally {
        await reader.close();
      }
    }).rejects.toThrow(PositionLost);
  },
);
