import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { onBackups, type BackupsAt } from '../backups-at.ts';
import { globalId } from '../kit/global-id/global-id.ts';
import { makeKeys } from '../kit/keys/key-folder.ts';
import { startLocalServers, type LocalServers } from '../kit/local-servers/local-servers.ts';
import { connect } from '../kit/mongo/connect.ts';
import { Records } from '../kit/record/records.ts';
import { AppliedTombstones } from '../kit/tombstone-ledger/applied-tombstones.ts';
import type { Tombstone } from '../kit/tombstone-ledger/tombstone.ts';
import { seedWhenEmpty } from '../seed/seed-when-empty.ts';
import { companyRecord } from '../subgraphs/member/company/company.record.ts';
import { client } from './kit/client.ts';
import { startTestKeys, type TestKeys } from './kit/keyring.ts';
import { ledgerIn } from './kit/ledger.ts';
import { startOneProcess } from './kit/one-process.ts';
import { until } from './kit/world.ts';
import type { RunningShape } from './kit/world.shape.ts';

const PRODUCTS = 60;
let servers: LocalServers;
let keys: TestKeys;
let dataDir: string;
let connection: Connection;
let running: RunningShape | undefined;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  dataDir = await mkdtemp(join(tmpdir(), 'restored-directory-'));
  await makeKeys(join(dataDir, 'keys'));
  [connection] = connect(servers.mongo.uri, ['member']);
  await connection.asPromise();
  const size = { companies: 12, products: PRODUCTS };
  await seedWhenEmpty({ mongoUri: servers.mongo.uri, size, keyring: keys.keyring, say: () => undefined });
}, 120_000);
afterAll(async () => {
  await running?.stop();
  await connection?.close();
  await servers?.stop();
  await keys?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const db = (name: string) => connection.getClient().db(name);
const start = async (replay: (entries: readonly Tombstone[]) => Promise<void>) => {
  const parts = { servers, development: true, imagePlace: null, dataDir, replay };
  return startOneProcess({ ...parts, keys: { ...keys, keyring: await keys.another() } });
};
const backups = (act: (at: BackupsAt) => Promise<void>) =>
  onBackups({ env: { MONGODB_URI: servers.mongo.uri, DATA_DIR: dataDir }, say: () => undefined }, act);
const asked = (id: string) =>
  client(running!.address).ask(
    `query Q${Date.now()}($id: ID!) { company(id: $id) { name } searchProducts(first: 1) { totalCount { value } } }`,
    { id },
  );
const health = async () => (await fetch(`${running!.address}/health/ready`)).status;

it('a restored directory answers nothing until whoever was erased since is erased again, and then everything else', async () => {
  const companies = await new Records(connection, companyRecord, keys.keyring).find({});
  const { _id: traderId, traderRef } = companies.find((company) => company.traderRef !== null)!;
  const other = companies.find((company) => company.traderRef === null)!;
  let taken = '';
  await backups(async ({ backups: all }) => void (taken = (await all.take(new Date())).file));
  const keyFolder = keys.env.SUBJECT_KEYS.slice('file:'.length);
  await cp(keyFolder, join(dataDir, 'older-keys'), { recursive: true });

  // Somebody is erased: the ledger says so outside the databases.
  const entry = {
    erasureId: 'e'.repeat(24),
    at: new Date().toISOString(),
    references: [{ ref: traderRef!, kind: 'SOLE_TRADER' }],
    planHash: '0'.repeat(64),
  };
  const ledger = await ledgerIn(dataDir);
  await new AppliedTombstones(connection.useDb('privacy')).set(await ledger.append(entry), new Date());
  await keys.keyring.destroy([traderRef!]);
  await connection.collection('companies').deleteOne({ traderRef });

  // The databases of before come back, and the keys of before with them.
  await backups(async ({ backups: all, restores }) => {
    const head = await all.verify(taken);
    await restores.begin(head, new Date());
    await all.restore(taken);
    await restores.finish(head, new Date());
  });
  const opened = new Records(connection, companyRecord, await keys.another());
  expect(await opened.find({ traderRef })).toEqual([]);
  await rm(keyFolder, { recursive: true });
  await cp(join(dataDir, 'older-keys'), keyFolder, { recursive: true });
  expect(await connection.collection('companies').countDocuments({ traderRef })).toBe(1);

  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const replayed: string[] = [];
  running = await start(async (entries) => {
    replayed.push(...entries.flatMap(({ references }) => references.map(({ ref }) => ref)));
    await held;
    await (await keys.another()).destroy(replayed);
    await connection.collection('companies').deleteMany({ traderRef: { $in: replayed } });
  });
  await until(() => replayed.length > 0, 30_000);
  const [traderGid, otherGid] = [traderId, other._id].map((id) => globalId('Company', id)) as [string, string];
  for (const id of [traderGid, otherGid]) {
    const { data, errors } = await asked(id);
    expect([data?.company ?? null, data?.searchProducts ?? null]).toEqual([null, null]);
    expect(errors?.[0]?.extensions?.['code']).toBe('UNAVAILABLE');
  }
  expect([await running.ready(), await health()]).toEqual([false, 503]);
  // Nothing works on them meanwhile.
  expect(await db('catalog').collection('indexStates').countDocuments()).toBe(0);

  release();
  await until(() => running!.ready(), 60_000);
  await until(async () => (await asked(otherGid)).data?.company?.name !== undefined, 60_000);
  await until(async () => (await health()) === 200, 60_000);
  expect(replayed).toEqual([traderRef]);
  expect((await asked(traderGid)).data?.company).toBeNull();
  expect(await (await keys.another()).destroyed([traderRef!])).toEqual(new Set([traderRef]));
  expect((await new AppliedTombstones(connection.useDb('privacy')).get())?.sequence).toBe(1);
  const products = await db('catalog')
    .collection('products')
    .countDocuments({ companyId: { $ne: traderId } });
  await until(async () => (await asked(otherGid)).data?.searchProducts?.totalCount.value === products, 60_000);
}, 180_000);

it('databases that were brought back by other means are found behind the ledger before anything is served', async () => {
  await running!.stop();
  running = undefined;
  await db('privacy').collection('appliedTombstones').deleteMany({});
  const closed: number[] = [];
  const gate = () => db('restore').collection('restores').countDocuments({ openedAt: null });
  running = await start(async () => {
    await until(() => running !== undefined, 60_000);
    closed.push(await gate());
  });
  await until(() => running!.ready(), 60_000);
  expect([closed, await gate()]).toEqual([[1], 0]);
  // All three waited, whichever came first.
  expect(running.logged().filter((line) => line.includes('restored databases are not served yet'))).toHaveLength(3);
}, 120_000);
