import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { HalfRestored, Restores } from '../kit/backup/restores.ts';
import { startLocalServers, type LocalServers } from '../kit/local-servers/local-servers.ts';
import { connect } from '../kit/mongo/connect.ts';
import { Records } from '../kit/record/records.ts';
import { seedWhenEmpty } from '../seed/seed-when-empty.ts';
import { companyRecord } from '../subgraphs/member/company/company.record.ts';
import { startChild } from './kit/child.ts';
import { startTestKeys, type TestKeys } from './kit/keyring.ts';
import { until } from './kit/world.ts';

let servers: LocalServers;
let keys: TestKeys;
let dataDir: string;
let connection: Connection;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  dataDir = await mkdtemp(join(tmpdir(), 'backup-command-'));
  [connection] = connect(servers.mongo.uri, ['member']);
  await connection.asPromise();
  const size = { companies: 300, products: 3_000 };
  await seedWhenEmpty({ mongoUri: servers.mongo.uri, size, keyring: keys.keyring, say: () => undefined });
}, 120_000);
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const run = (main: string, args: string[] = []) =>
  startChild(main, { ...process.env, MONGODB_URI: servers.mongo.uri, DATA_DIR: dataDir }, args);
const ended = async (main: string, args: string[] = []) => {
  const child = run(main, args);
  return [await child.ended, child.said()] as const;
};
const companies = () => new Records(connection, companyRecord, keys.keyring).find({}, { sort: { _id: 1 } });
const products = () => connection.useDb('catalog').collection('products').countDocuments();
const files = async () => (await readdir(join(dataDir, 'backups'))).map((name) => join(dataDir, 'backups', name));

it('a backup brings back everything, people too, in the place of what is there when it is told to; no person and no key is in it', async () => {
  const before = await companies();
  const [code, said] = await ended('backup.main.ts');
  expect([code, said]).toEqual([0, expect.stringContaining('Taken: ')]);
  const [file] = await files();
  expect((await ended('backups.main.ts'))[1]).toMatch(
    /^[0-9a-f]{24}\ttaken \S+Z\tuntil \S+Z\t\d+ bytes\t\S+\.backup$/m,
  );
  const bytes = await readFile(file!);
  const named = before.find(({ traderRef }) => traderRef !== null)!;
  for (const text of [named.slug, named.name.en ?? named.name.tr]) expect(bytes.includes(text!)).toBe(false);

  await connection.collection('companies').deleteMany({});
  await connection
    .useDb('catalog')
    .collection('products')
    .deleteMany({ _id: { $gt: '8' as never } });
  expect(await ended('restore.main.ts', ['--from', file!])).toEqual([1, expect.stringContaining('say --replace')]);
  expect(await companies()).toEqual([]);
  expect((await ended('restore.main.ts', ['--from', file!, '--replace']))[0]).toBe(0);
  expect(await companies()).toEqual(before);
  expect(await products()).toBe(3_000);
}, 120_000);

it('says what it expects, and changes nothing, for a folder in the place of a file and for what is no option', async () => {
  const restored = await ended('restore.main.ts', ['--from', dataDir, '--replace']);
  const why = `Expected the file of a backup, got ${dataDir}, which is no file. Nothing was changed.`;
  expect(restored).toEqual([1, expect.stringContaining(why)]);
  expect(restored[1]).not.toMatch(/EISDIR|^\s+at /m);
  const misread = await ended('backup.main.ts', ['--into', dataDir]);
  expect(misread).toEqual([1, expect.stringContaining('npm run backup -- --to FOLDER')]);
  expect(await products()).toBe(3_000);
}, 120_000);

it('a second restore is refused while one is at it, and changes nothing', async () => {
  const [file] = await files();
  await new Restores(connection).alone(async () => {
    const second = await ended('restore.main.ts', ['--from', file!, '--replace']);
    expect(second).toEqual([1, expect.stringContaining('another restore is at')]);
    await expect(new Restores(connection).check()).resolves.toBeUndefined();
  });
  expect(await products()).toBe(3_000);
}, 120_000);

it('killed half-way, a restore leaves databases that nothing starts on, until it was run to its end', async () => {
  const [file] = await files();
  const restores = new Restores(connection);
  const killed = run('restore.main.ts', ['--from', file!, '--replace']);
  await until(
    () =>
      restores.check().then(
        () => false,
        (error) => error instanceof HalfRestored,
      ),
    60_000,
  );
  await killed.kill();
  await expect(restores.check()).rejects.toThrow(HalfRestored);
  // Its turn runs out by itself.
  await until(async () => (await ended('restore.main.ts', ['--from', file!, '--replace']))[0] === 0, 120_000);
  await expect(restores.check()).resolves.toBeUndefined();
  expect(await products()).toBe(3_000);
}, 120_000);
