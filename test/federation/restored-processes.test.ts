import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Connection } from 'mongoose';
import { Restores } from '../../kit/backup/restores.ts';
import { startLocalServers, type LocalServers } from '../../kit/local-servers/local-servers.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { seedWhenEmpty } from '../../seed/seed-when-empty.ts';
import { client } from '../kit/client.ts';
import { startFourProcesses } from '../kit/four-processes.ts';
import { startTestKeys, type TestKeys } from '../kit/keyring.ts';
import { until } from '../kit/world.ts';
import type { RunningShape } from '../kit/world.shape.ts';

let servers: LocalServers;
let keys: TestKeys;
let dataDir: string;
let connection: Connection;
let running: RunningShape | undefined;
beforeAll(async () => {
  await promisify(execFile)('npm', ['run', 'build', '--silent'], { cwd: new URL('../../', import.meta.url) });
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  dataDir = await mkdtemp(join(tmpdir(), 'restored-processes-'));
  [connection] = connect(servers.mongo.uri, ['member']);
  await connection.asPromise();
  const size = { companies: 5, products: 20 };
  await seedWhenEmpty({ mongoUri: servers.mongo.uri, size, keyring: keys.keyring, say: () => undefined });
}, 240_000);
afterAll(async () => {
  await running?.stop();
  await connection?.close();
  await servers?.stop();
  await keys?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const QUERY = '{ searchProducts(first: 1) { totalCount { value } } companies: company(slug: "x") { name } }';
const started = () => running!.logged().filter((line) => line.includes('restored databases are not served yet'));

it('four processes on restored databases answer nothing while the ledger of erasures cannot be read, and begin by themselves', async () => {
  const head = { id: 'f'.repeat(24), createdAt: '2026-11-27T00:00:00.000Z', expiresAt: '', collections: [] };
  const restores = new Restores(connection);
  await restores.begin(head, new Date());
  await restores.finish(head, new Date());
  const entry = join(dataDir, 'tombstones', '000000001.jws');
  await mkdir(join(dataDir, 'tombstones'));
  await writeFile(entry, 'what nobody signed');
  running = await startFourProcesses({ servers, keys, development: false, imagePlace: null, dataDir });
  const reader = client(running.address);
  await until(() => started().length === 2, 60_000);
  await until(() => running!.logged().some((line) => line.includes('LedgerDamaged')), 60_000);
  await until(async () => (await fetch(`${running!.address}/health/live`)).ok, 60_000);
  expect(await running.ready()).toBe(false);
  const { data, errors } = await reader.ask(QUERY);
  expect([data?.searchProducts ?? null, data?.companies ?? null]).toEqual([null, null]);
  expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['UNAVAILABLE']));
  expect(await connection.getClient().db('catalog').collection('indexStates').countDocuments()).toBe(0);
  await rm(entry);
  await until(() => running!.ready(), 90_000);
  expect(await restores.isOpen()).toBe(true);
  await until(async () => (await reader.ask(QUERY)).data?.searchProducts?.totalCount.value === 20, 60_000);
}, 240_000);
