import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMongod, type MongoServer } from '../local-servers/mongod.process.ts';
import { connect } from '../mongo/connect.ts';
import { openFileWrappingKeys } from './file.wrapping-keys.ts';
import { openMongoKeyStore } from './mongo.key-store.ts';
import { rotate } from './rotation.ts';
import { newSubjectRef } from './subject-ref.ts';
import { openKeyring } from './subject-keyring.ts';
import { WRAPPED_BYTES } from './wrapped-key.ts';

let keys: MongoServer;
let data: MongoServer;
beforeAll(async () => {
  const start = () =>
    startMongod({ dataDir: null, env: { ...process.env, MONGODB_URI: undefined }, log: () => undefined });
  [keys, data] = await Promise.all([start(), start()]);
});
afterAll(() => Promise.all([keys?.stop(), data?.stop()]));

it('is refused beside the data, by whatever name the deployment is called', async () => {
  const other = keys.uri.replace('127.0.0.1', 'localhost').replace('/?replicaSet=directory', '/?directConnection=true');
  for (const dataUri of [keys.uri, other]) {
    await expect(openMongoKeyStore(keys.uri, { dataUri })).rejects.toMatchObject({
      code: 'BESIDE_DATA',
      message: expect.stringContaining('expected a deployment of MongoDB of its own') as string,
    });
  }
  const [connection] = connect(keys.uri, ['subject_keys']);
  await connection.asPromise();
  expect(await connection.db!.listCollections().toArray()).toEqual([]);
  await connection.close();
});

it('says that it does not answer, and shows no password', async () => {
  const nowhere = 'mongodb://ada:secret@127.0.0.1:1/?replicaSet=x';
  const error = await openMongoKeyStore(nowhere, { dataUri: data.uri }).catch((caught: Error) => caught);
  expect(error).toMatchObject({ code: 'UNREACHABLE', message: expect.stringContaining('127.0.0.1:1') as string });
  expect((error as Error).message).not.toContain('secret');
  await expect(openMongoKeyStore(keys.uri, { dataUri: nowhere })).rejects.toMatchObject({ code: 'UNREACHABLE' });
});

it('keeps of a destroyed key when it was destroyed, and says that its bytes are gone with the next rotation', async () => {
  const store = await openMongoKeyStore(keys.uri, { dataUri: data.uri });
  const ref = newSubjectRef();
  await store.add(new Map([[ref, Buffer.alloc(WRAPPED_BYTES, 1)]]));
  await store.destroy([ref]);
  const [connection] = connect(keys.uri, ['subject_keys']);
  await connection.asPromise();
  const find = () => connection.db!.collection<{ _id: string }>('subject_keys').findOne({ _id: ref });
  const first = await find();
  expect(first).toEqual({ _id: ref, wrapped: null, destroyedAt: expect.any(Date) as Date });
  await sleep(5);
  await store.destroy([ref]);
  expect(await find()).toEqual(first);
  expect(store.finality).toBe('next rotation');
  await connection.close();
  await store.close();
});

it('lets a rotation go on for another when its holder was killed', async () => {
  const store = await openMongoKeyStore(keys.uri, { dataUri: data.uri, leaseMs: 300 });
  await store.lockRotation();
  await store.close();
  const next = await openMongoKeyStore(keys.uri, { dataUri: data.uri, leaseMs: 300 });
  await sleep(1_000);
  const giveBack = await next.lockRotation();
  await sleep(900);
  await expect(next.lockRotation()).rejects.toMatchObject({ code: 'BUSY' });
  await giveBack();
  await next.close();
});

it('is rotated: every key wrapped anew, and every subject as before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mongo-rotation-'));
  const store = await openMongoKeyStore(keys.uri, { dataUri: data.uri });
  const wrapping = await openFileWrappingKeys(folder);
  const refs = Array.from({ length: 1_200 }, newSubjectRef);
  await (await openKeyring({ store, wrapping })).create(refs);
  const secrets = async () => {
    const found = await (await openKeyring({ store, wrapping: await openFileWrappingKeys(folder) })).keysOf(refs);
    return refs.map((ref) => found.get(ref)?.export().toString('hex'));
  };
  const before = await secrets();
  await rotate({ store, wrapping, retoken: async () => undefined, say: () => undefined, settleMs: 0 });
  expect(await secrets()).toEqual(before);
  expect(new Set(before).size).toBe(1_200);
  const stored = [...(await store.read(refs)).values()] as Buffer[];
  expect(new Set(stored.map((bytes) => bytes.readUInt32BE(4)))).toEqual(new Set([2]));
  await store.close();
  await rm(folder, { recursive: true });
});
