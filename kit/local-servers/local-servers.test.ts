import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import mongoose from 'mongoose';
import { startLocalServers } from './local-servers.ts';
import type { LocalServers } from './local-servers.ts';
import { reachLocalServers } from './running-servers.ts';

const { MongoClient } = mongoose.mongo;
const env = process.env;

const start = (dataDir: string | null): Promise<LocalServers> =>
  startLocalServers({ dataDir, env, log: () => undefined });

const runs = (pid: number | undefined): boolean => {
  try {
    return process.kill(pid!, 0);
  } catch {
    return false;
  }
};

describe('throw-away servers', () => {
  let servers: LocalServers;
  beforeAll(async () => void (servers = await start(null)));
  afterAll(() => servers.stop());

  it('say where they come from', () => {
    expect(servers.mongo.source).toMatch(/MONGOD_BINARY|PATH|mongod-|MONGODB_URI/);
    expect(servers.meili.source).toMatch(/MEILISEARCH_BINARY|PATH|meilisearch-1\.21|MEILI_URL/);
  });

  it('give a MongoDB with transactions and change streams', async () => {
    const client = await new MongoClient(servers.mongo.uri).connect();
    const goods = client.db('market').collection<{ name: string }>('goods');
    await goods.insertOne({ name: 'valve' });
    const changes = goods.watch();
    const next = changes.next();
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await goods.insertOne({ name: 'bearing' }, { session });
        await goods.insertOne({ name: 'pump' }, { session });
      }),
    );
    expect(await next).toMatchObject({ operationType: 'insert', fullDocument: { name: 'bearing' } });
    await changes.close();
    const aborted = client.withSession((session) =>
      session.withTransaction(async () => {
        await goods.insertOne({ name: 'never' }, { session });
        throw new Error('changed my mind');
      }),
    );
    await expect(aborted).rejects.toThrow('changed my mind');
    expect(await goods.countDocuments()).toBe(3);
    await client.close();
  });

  it('offer no zlib on the wire', async () => {
    const client = await new MongoClient(servers.mongo.uri).connect();
    const options = await client.db('admin').command({ getCmdLineOpts: 1 });
    expect(options['parsed'].net.compression.compressors).toBe('snappy,zstd');
    expect(options['parsed'].net.bindIp).toBe('127.0.0.1');
    await client.close();
  });

  it('give a Meilisearch 1.21 that wants its key', async () => {
    const { url, masterKey } = servers.meili;
    expect((await fetch(`${url}/version`)).status).toBe(401);
    const answer = await fetch(`${url}/version`, { headers: { authorization: `Bearer ${masterKey}` } });
    expect(await answer.json()).toMatchObject({ pkgVersion: expect.stringMatching(/^1\.21\./) });
  });

  it('are gone with their data after stop', async () => {
    const client = await new MongoClient(servers.mongo.uri).connect();
    const { parsed } = await client.db('admin').command({ getCmdLineOpts: 1 });
    await client.close();
    await servers.stop();
    expect([servers.mongo.pid, servers.meili.pid].filter(runs)).toEqual([]);
    expect(existsSync(dirname(parsed.storage.dbPath))).toBe(false);
  });
});

describe('kept servers', () => {
  let dataDir: string;
  beforeAll(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'kept-servers-'))));
  afterAll(() => rm(dataDir, { recursive: true }));

  it('keep data and key, also when their port was taken in between, and belong to one owner at a time', async () => {
    const first = await start(dataDir);
    await write(first, 'kept');
    await expect(start(dataDir)).rejects.toThrow(
      `${dataDir}/lock is held by process ${process.pid}, which runs: only one process may use a data folder. ` +
        'Stop it, or name another data folder.',
    );
    expect(await read(first)).toEqual(['kept']);
    const beside = await reachLocalServers({ dataDir, env: process.env, log: () => undefined });
    expect([beside.mongo.uri, beside.meili.url]).toEqual([first.mongo.uri, first.meili.url]);
    expect(await read(beside)).toEqual(['kept']);
    await beside.stop();
    expect(await read(first)).toEqual(['kept']);
    await first.stop();

    const intruder = await occupy(Number(new URL(first.mongo.uri).port));
    const second = await start(dataDir);
    expect(second.mongo.uri).not.toBe(first.mongo.uri);
    expect(await read(second)).toEqual(['kept']);
    await write(second, 'written on the new port');
    expect(second.meili.masterKey).toBe(first.meili.masterKey);
    await second.stop();
    intruder.close();

    const keyFile = join(dataDir, 'meilisearch', 'master-key');
    expect((await readFile(keyFile, 'utf8')).trim()).toBe(first.meili.masterKey);
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect(first.meili.masterKey).toHaveLength(43);
  });
});

const notes = (client: InstanceType<typeof MongoClient>) => client.db('market').collection<{ text: string }>('notes');

async function write({ mongo }: LocalServers, text: string): Promise<void> {
  const client = new MongoClient(mongo.uri);
  await notes(client).insertOne({ text });
  await client.close();
}

async function read({ mongo }: LocalServers): Promise<string[]> {
  const client = new MongoClient(mongo.uri);
  const found = await notes(client).find().toArray();
  await client.close();
  return found.map(({ text }) => text);
}

const occupy = (port: number): Promise<TcpServer> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1', () => resolve(server));
  });
