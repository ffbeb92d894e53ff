import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo, type Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { connect } from '../mongo/connect.ts';
import { BackupKeys } from './backup-keys.ts';
import { BackupRegister, sizeOf } from './backup-register.ts';
import { Backups } from './backups.ts';

const NOW = new Date('2026-11-27T00:00:00.000Z');
const DAY_MS = 86_400_000;
const DATABASES = ['shop', 'bank'];
let servers: LocalServers;
let connection: Connection;
let folder: string;
let keys: BackupKeys;
let register: BackupRegister;
let backups: Backups;
const db = (name: string) => connection.getClient().db(name);

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['shop']);
  await connection.asPromise();
  folder = await mkdtemp(join(tmpdir(), 'backups-'));
  keys = new BackupKeys(join(folder, 'keys'), randomBytes(32));
  register = new BackupRegister(join(folder, 'keys'));
  const [client, without] = [connection.getClient(), new Set(['shop.mails'])];
  backups = new Backups({ client, folder: join(folder, 'kept'), keys, register, databases: DATABASES, without });
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const name of DATABASES) await db(name).dropDatabase();
  const validator = { $jsonSchema: { title: 'goods, versions 1 to 1', bsonType: 'object' } };
  await db('shop').createCollection('goods', { validator });
  const one = { text: 'x'.repeat(2_000), at: NOW, long: mongo.Long.fromNumber(1), int: new mongo.Int32(2), half: 0.5 };
  const odd = {
    nothing: null,
    bytes: new mongo.Binary(randomBytes(30)),
    list: [[], {}],
    decimal: new mongo.Decimal128('1.10'),
  };
  await db('shop')
    .collection('goods')
    .insertMany(Array.from({ length: 2_500 }, () => ({ ...one, ...odd })));
  await db('shop').collection('mails').insertOne({ on: 'its way' });
  await db('bank')
    .collection('files.chunks')
    .insertOne({ data: randomBytes(100_000) });
});

/** All that there is, byte by byte. */
async function everything(): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const name of DATABASES) {
    for (const { name: collection } of await db(name).listCollections().toArray()) {
      const found = await db(name)
        .collection(collection)
        .find({}, { raw: true, sort: { _id: 1 } })
        .toArray();
      all[`${name}.${collection}`] = (found as unknown as Buffer[]).map((bson) => bson.toString('base64'));
    }
  }
  return all;
}

it('brings everything back as it was, byte by byte, and not what was on its way', async () => {
  const before = await everything();
  const { file } = await backups.take(NOW);
  await db('shop')
    .collection('goods')
    .updateMany({}, { $set: { half: 1 } });
  await db('bank').collection('later').insertOne({});
  expect(await backups.restore(file)).toBe(2_501);
  const { 'shop.mails': _, ...expected } = before;
  expect(await everything()).toEqual(expected);
  const [{ options }] = (await db('shop').listCollections({ name: 'goods' }).toArray()) as [mongo.CollectionInfo];
  expect(options?.validator).toEqual({ $jsonSchema: { title: 'goods, versions 1 to 1', bsonType: 'object' } });
});

it('is of one moment, whatever is written while it is read', async () => {
  const accounts = ['shop', 'bank'].map((name) => db(name).collection<{ _id: string; amount: number }>('accounts'));
  for (const account of accounts) await account.insertOne({ _id: 'a', amount: 500 });
  let isOver = false;
  let moved = 0;
  const moving = (async () => {
    while (!isOver) {
      await connection.transaction(async (session) => {
        await accounts[0]!.updateOne({ _id: 'a' }, { $inc: { amount: -1 } }, { session });
        await accounts[1]!.updateOne({ _id: 'a' }, { $inc: { amount: 1 } }, { session });
      });
      moved += 1;
    }
  })();
  const taken = [await backups.take(NOW), await backups.take(NOW), await backups.take(NOW)];
  isOver = true;
  await moving;
  expect(moved).toBeGreaterThan(3);
  for (const { file } of taken) {
    await backups.restore(file);
    const amounts = await Promise.all(accounts.map((account) => account.findOne()));
    expect(amounts[0]!.amount + amounts[1]!.amount).toBe(1_000);
  }
});

it('writes nothing over what is there, and nothing of a backup that is damaged', async () => {
  const { file } = await backups.take(NOW);
  const before = await everything();
  await expect(backups.checkRoom({ replace: false })).rejects.toThrow('Expected empty databases, got shop, bank');
  const bytes = await readFile(file);
  bytes[bytes.length - 40]! ^= 1;
  await writeFile(file, bytes);
  await backups.checkRoom({ replace: true });
  await expect(backups.restore(file)).rejects.toThrow(/^Expected a whole backup/);
  expect(await everything()).toEqual(before);
});

it('says what it expects of what is no file of a backup, and of what is no folder for one', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, 'no backup');
  for (const [from, why] of [
    [folder, `Expected the file of a backup, got ${folder}, which is no file.`],
    [join(folder, 'gone'), 'gone, which cannot be read (ENOENT). Nothing was changed. npm run backups says'],
    [join(file, 'below'), 'below, which cannot be read (ENOTDIR).'],
    [file, 'Expected a whole backup'],
  ] as const) {
    await expect(backups.verify(from)).rejects.toThrow(why);
    await expect(backups.restore(from)).rejects.toThrow(why);
  }
  const { client, without } = { client: connection.getClient(), without: new Set<string>() };
  const elsewhere = new Backups({ client, folder: file, keys, register, databases: DATABASES, without });
  const held = await register.all();
  await expect(elsewhere.take(NOW)).rejects.toThrow(`in which a backup can be written, got ${file}, which is none`);
  expect(await register.all()).toEqual(held);
});

it('ends after 35 days, wherever a copy of it lies, and is told of once', async () => {
  const { file, head } = await backups.take(NOW);
  const copy = await readFile(file);
  const told: string[] = [];
  const expire = (ms: number) => register.expire(new Date(ms), async ({ id }) => void told.push(id));
  const mine = (await register.all()).find(({ id }) => id === head.id)!;
  expect([mine.file, await sizeOf(mine)]).toEqual([file, copy.length]);
  expect(await register.latestExpiry()).toEqual(new Date(NOW.getTime() + 35 * DAY_MS));
  expect(await expire(NOW.getTime() + 35 * DAY_MS - 1)).toEqual([]);
  const ended = await expire(NOW.getTime() + 35 * DAY_MS);
  expect(ended.map(({ id }) => id)).toContain(head.id);
  expect([await register.all(), await register.latestExpiry(), await sizeOf(mine)]).toEqual([[], null, null]);
  await expire(NOW.getTime() + 36 * DAY_MS);
  expect(told).toEqual(ended.map(({ id }) => id));
  await writeFile(file, copy);
  await expect(backups.verify(file)).rejects.toThrow(/whose key is not here/);
});

it('whoever cannot say that a backup ended says it again, and it is unreadable meanwhile', async () => {
  const { file, head } = await backups.take(NOW);
  const end = new Date(NOW.getTime() + 35 * DAY_MS);
  const fails = () => Promise.reject(new Error('nobody listens'));
  await expect(register.expire(end, fails)).rejects.toThrow('nobody listens');
  await expect(keys.read(head.id)).resolves.toBeNull();
  await expect(readFile(file)).rejects.toThrow('ENOENT');
  expect((await register.expire(end, async () => undefined)).map(({ id }) => id)).toContain(head.id);
});

it('leaves neither a backup nor a key when it was cut off', async () => {
  const [kept, held] = [await readdir(join(folder, 'kept')), await readdir(join(folder, 'keys'))];
  const client = new mongo.MongoClient(servers.mongo.uri);
  const parts = { folder: join(folder, 'kept'), keys, register, databases: DATABASES, without: new Set<string>() };
  const failing = new Backups({ client, ...parts });
  const taking = failing.take(NOW);
  await client.close(true);
  await expect(taking).rejects.toThrow(/closed|interrupted|session|topology|pool/i);
  expect(await readdir(join(folder, 'kept'))).toEqual(kept);
  expect(await readdir(join(folder, 'keys'))).toEqual(held);
});

it('opens with the key of its installation alone', async () => {
  const { file, head } = await backups.take(NOW);
  const others = new BackupKeys(join(folder, 'keys'), randomBytes(32));
  expect(await others.read(head.id)).toBeNull();
  expect((await backups.verify(file)).id).toBe(head.id);
});
