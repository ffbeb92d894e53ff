import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { DATABASES } from '../databases.ts';
import { startLocalServers, type LocalServers } from '../kit/local-servers/local-servers.ts';
import { checkMigrations } from '../kit/migration/migration.ts';
import { connect } from '../kit/mongo/connect.ts';
import { ensureCollections } from '../kit/record/record.ts';
import { boxes, olderBox } from './kit/boxes.ts';
import { startChild } from './kit/child.ts';

// Commands are started from their sources, and a machine that does much else takes its time.
import.meta.jest.setTimeout(300_000);
let servers: LocalServers;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
});
afterAll(() => servers?.stop());

/** What stands in the databases: names, validators, counts. */
async function inventory(): Promise<unknown> {
  const [first] = connect(servers.mongo.uri, ['member']);
  await first.asPromise();
  const all = DATABASES.map(async ({ name }) => {
    const db = first.useDb(name).db!;
    const collections = await db.listCollections().toArray();
    const counted = collections.map(async (each) => ({
      ...each,
      count: await db.collection(each.name).countDocuments(),
    }));
    return (await Promise.all(counted)).toSorted((a, b) => a.name.localeCompare(b.name));
  });
  const found = await Promise.all(all);
  await first.close();
  return found;
}

const migrating = async (...args: string[]) => {
  const child = startChild('migrate.main.ts', { ...process.env, MONGODB_URI: servers.mongo.uri }, args);
  return { code: await child.ended, said: child.said() };
};

it('every migration of the directory leads upwards to what is declared', () => {
  expect(DATABASES.map(({ name }) => name)).toEqual(['member', 'events', 'catalog', 'privacy', 'seed', 'restore']);
  for (const database of DATABASES) expect(() => checkMigrations(database)).not.toThrow();
});

it('says that there is nothing to do, of an empty deployment and of one that is up to date, and leaves both alone', async () => {
  const nothing = { code: 0, said: 'Nothing to do: every collection holds what is declared.\n' };
  const empty = await inventory();
  expect(await migrating('--dry-run')).toEqual(nothing);
  expect(await inventory()).toEqual(empty);
  const [first] = connect(servers.mongo.uri, ['member']);
  await first.asPromise();
  for (const { name, records } of DATABASES) await ensureCollections(first.useDb(name), records);
  await first.close();
  const started = await inventory();
  expect(await migrating()).toEqual(nothing);
  expect(await inventory()).toEqual(started);
});

it('refuses what it does not know', async () => {
  expect(await migrating('--down')).toEqual({ code: 1, said: expect.stringContaining("'--down'") as string });
});

it('killed on the spot, the next run goes on, and every document is changed and counted once', async () => {
  const [connection] = connect(servers.mongo.uri, [boxes.name]);
  await connection.asPromise();
  await ensureCollections(connection, [olderBox]);
  const stored = connection.db!.collection<{ _id: string; count?: number; pieces?: number }>('boxes');
  const all = Array.from({ length: 2_000 }, (_, count) => ({ _id: String(count).padStart(4, '0'), count }));
  await stored.insertMany(all);
  const killed = startChild('test/kit/box-migration.main.ts', process.env, [servers.mongo.uri]);
  while (killed.process.exitCode === null && !killed.said().includes('documents changed')) await sleep(5);
  await killed.kill();
  const half = await stored.countDocuments({ pieces: { $exists: true } });
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(all.length);
  const next = startChild('test/kit/box-migration.main.ts', process.env, [servers.mongo.uri]);
  expect({ code: await next.ended, said: next.said() }).toMatchObject({ code: 0 });
  expect(Number(/: (\d+) documents changed/.exec(next.said())?.[1])).toBeGreaterThan(half);
  expect(await stored.find().sort({ _id: 1 }).toArray()).toEqual(all.map(({ _id, count }) => ({ _id, pieces: count })));
  expect(await connection.db!.collection('migrations').findOne({})).toMatchObject({ changed: all.length });
  await connection.close();
});
