import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { startTestKeys, type TestKeys } from '../../test/kit/keyring.ts';
import { startObjectServer, type ObjectServer } from '../../test/kit/object-server.ts';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { createLog } from '../log/log.ts';
import { connect } from '../mongo/connect.ts';
import { ObjectStore } from '../object-store/object-store.ts';
import { about } from '../record/personal.ts';
import { ensureCollections } from '../record/record.ts';
import { newSubjectRef } from '../subject-keys/subject-ref.ts';
import type { ChunkedFileStore } from './chunked.file-store.ts';
import { CHUNK_BYTES, fileRecords } from './file.record.ts';
import { FileMissing, FileTooLong, type NewFile } from './file-store.ts';
import { GridFsChunks, GridFsStore } from './grid-fs.file-store.ts';
import { ObjectFileStore } from './object.file-store.ts';
import { objectRecord } from './object.record.ts';

const declare = about({
  subject: 'subjectRef',
  purposes: ['keeping'],
  basis: 'contract',
  retention: 'as long as needed',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});
const papers = fileRecords('papers', { kind: 'MEMBER', declare });
const posters = fileRecords('posters', null);
const posterObjects = objectRecord('posters');
const tomorrow = new Date(Date.now() + 86_400_000);
const past = new Date(Date.now() - 1);
let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
let bucket: ObjectServer;
let objects: ObjectStore;
const stored = (name: string) => connection.db!.collection<{ _id: string }>(name);
const gridFs = (records: typeof papers) => (): ChunkedFileStore =>
  new GridFsStore({ connection, records, keyring: keys.keyring });
const inObjects = (): ChunkedFileStore =>
  new ObjectFileStore({
    connection,
    files: posters.files,
    objects: posterObjects,
    store: objects,
    prefix: 'posters',
    older: new GridFsChunks({ connection, records: posters, keyring: keys.keyring }),
  });

async function* pieces(bytes: Buffer, size = 70_001) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
async function all(store: ChunkedFileStore, fileId: string): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const piece of store.open(fileId)) read.push(piece);
  return Buffer.concat(read);
}
async function swept(store: ChunkedFileStore, until: () => Promise<boolean>): Promise<void> {
  const sweep = store.sweep(createLog('test', () => undefined));
  sweep.start();
  for (let tries = 0; tries < 200 && !(await until()); tries++) await new Promise((go) => setTimeout(go, 50));
  await sweep.stop();
}

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['files']);
  await connection.asPromise();
  await ensureCollections(connection, [papers.files, papers.chunks, posters.files, posters.chunks, posterObjects]);
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});
beforeEach(async () => {
  bucket = await startObjectServer();
  objects = new ObjectStore(bucket.place);
  for (const name of ['papers.files', 'papers.chunks', 'posters.files', 'posters.chunks', 'posters.objects'])
    await stored(name).deleteMany({});
});
afterEach(async () => {
  await objects.close();
  await bucket.stop();
});

describe.each([
  ['in GridFS, sealed', gridFs(papers), newSubjectRef(), 'papers', 'papers.chunks'],
  ['in GridFS, about nobody', gridFs(posters), null, 'posters', 'posters.chunks'],
  ['in an object store', inObjects, null, 'posters', 'posters.objects'],
])('files %s', (_, open, subjectRef, name, chunks) => {
  let store: ChunkedFileStore;
  beforeEach(() => void (store = open()));
  const put = (bytes: Buffer, own: Partial<NewFile> = {}) =>
    store.put(pieces(bytes), { subjectRef, most: 10_000_000, until: tomorrow, ...own });
  const counted = async () => {
    const known = await stored(chunks).countDocuments();
    if (open === inObjects) expect(bucket.objects.size).toBe(known);
    return { files: await stored(`${name}.files`).countDocuments(), chunks: known };
  };

  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 5 * CHUNK_BYTES + 7])(
    'are given back as they came: %i bytes',
    async (length) => {
      const bytes = randomBytes(length);
      const { fileId, ...written } = await put(bytes);
      expect(written).toEqual({ length });
      expect((await all(store, fileId)).equals(bytes)).toBe(true);
    },
  );

  it('are refused when they are too long, break off or are given up, and nothing of them is left', async () => {
    const bytes = randomBytes(6 * CHUNK_BYTES);
    await expect(put(bytes, { most: bytes.length - 1 })).rejects.toThrow(FileTooLong);
    async function* broken() {
      yield* pieces(bytes);
      throw new Error('gone');
    }
    await expect(store.put(broken(), { subjectRef, most: 1e9, until: tomorrow })).rejects.toThrow('gone');
    await expect(put(bytes, { signal: AbortSignal.abort(new Error('given up')) })).rejects.toThrow('given up');
    expect(await counted()).toEqual({ files: 0, chunks: 0 });
  });

  it('stay when somebody refers to them; what nobody does, what a crash left and what was released goes', async () => {
    const bytes = randomBytes(CHUNK_BYTES + 1);
    const keep = ({ fileId }: { fileId: string }) =>
      connection.transaction(async (session) => expect(await store.keep(fileId, session)).toBe(true));
    const [kept, loose, released] = [await put(bytes), await put(bytes, { until: past }), await put(bytes)];
    await Promise.all([kept, released].map(keep));
    await store.release(released.fileId, past);
    const half = await put(bytes, { until: past });
    await stored(`${name}.files`).updateOne({ _id: half.fileId }, { $set: { whole: false } });
    await expect(all(store, half.fileId)).rejects.toThrow(FileMissing);
    await swept(store, async () => (await stored(`${name}.files`).countDocuments()) === 1);
    expect(await counted()).toEqual({ files: 1, chunks: 2 });
    expect((await all(store, kept.fileId)).equals(bytes)).toBe(true);
    for (const { fileId } of [loose, released]) await expect(all(store, fileId)).rejects.toThrow(FileMissing);
    await connection.transaction(async (session) => expect(await store.keep(loose.fileId, session)).toBe(false));
  });

  it('are not kept by a transaction that fails', async () => {
    const { fileId } = await put(randomBytes(10));
    const failed = connection.transaction(async (session) => {
      await store.keep(fileId, session);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await stored(`${name}.files`).findOne({ _id: fileId })).toMatchObject({ kept: false });
  });

  it('are removed whole, and no others', async () => {
    const [gone, other] = [await put(randomBytes(3 * CHUNK_BYTES)), await put(randomBytes(3))];
    await store.remove(gone.fileId);
    await store.remove(gone.fileId);
    expect(await counted()).toEqual({ files: 1, chunks: 1 });
    await expect(all(store, gone.fileId)).rejects.toThrow(FileMissing);
    expect(await all(store, other.fileId)).toHaveLength(3);
  });
});

describe('an object store', () => {
  const file = { subjectRef: null, most: 1e9, until: tomorrow };
  const bytes = randomBytes(3 * CHUNK_BYTES);

  it.each([
    ['changed', (names: string[]) => void (bucket.objects.get(names[1]!)![1_000]! ^= 1)],
    ['cut short', (names: string[]) => bucket.objects.set(names[1]!, bucket.objects.get(names[1]!)!.subarray(1))],
    ['that stands for another', (names: string[]) => bucket.objects.set(names[1]!, bucket.objects.get(names[0]!)!)],
    ['that is gone', (names: string[]) => bucket.objects.delete(names[1]!)],
  ])('is not believed: an object %s', async (_, damage) => {
    const store = inObjects();
    const { fileId } = await store.put(pieces(bytes), file);
    damage([...bucket.objects.keys()].toSorted());
    const read: Buffer[] = [];
    const reading = async () => {
      for await (const piece of store.open(fileId)) read.push(piece);
    };
    await expect(reading()).rejects.toThrow(FileMissing);
    expect(Buffer.concat(read).equals(bytes.subarray(0, CHUNK_BYTES))).toBe(true);
  });

  it('is not given what is about somebody', async () => {
    const put = inObjects().put(pieces(bytes), { ...file, subjectRef: newSubjectRef() });
    await expect(put).rejects.toThrow('GridFS');
    expect([bucket.asked.length, await stored('posters.files').countDocuments()]).toEqual([0, 0]);
  });

  it('that fails half-way leaves nothing that counts, and what it may have written later goes with the rest', async () => {
    const store = inObjects();
    bucket.trouble = Array.from({ length: 9 }, () => 503);
    await expect(store.put(pieces(bytes), file)).rejects.toMatchObject({ code: 'SlowDown' });
    const [left] = await stored('posters.files').find().toArray();
    expect(left).toMatchObject({ whole: false, kept: false });
    const [late] = await stored('posters.objects').find().toArray();
    bucket.objects.set(`posters/${late!._id}`, Buffer.from('late'));
    await connection.transaction(async (session) => expect(await store.keep(left!._id, session)).toBe(false));
    await stored('posters.files').updateOne({}, { $set: { dueAt: past } });
    await swept(store, async () => (await stored('posters.files').countDocuments()) === 0);
    expect([bucket.objects.size, await stored('posters.objects').countDocuments()]).toEqual([0, 0]);
  });

  it('that does not delete is asked again, and until then the file is known', async () => {
    const store = inObjects();
    const { fileId } = await store.put(pieces(bytes), file);
    bucket.has = false;
    await expect(store.remove(fileId)).rejects.toThrow('NoSuchBucket');
    await expect(all(store, fileId)).rejects.toThrow(FileMissing);
    bucket.has = true;
    await swept(store, async () => (await stored('posters.files').countDocuments()) === 0);
    expect([bucket.objects.size, await stored('posters.objects').countDocuments()]).toEqual([0, 0]);
  });

  it('gives out and removes what was kept in GridFS before', async () => {
    const { fileId } = await gridFs(posters)().put(pieces(bytes), file);
    const store = inObjects();
    expect((await all(store, fileId)).equals(bytes)).toBe(true);
    await store.remove(fileId);
    expect(await stored('posters.chunks').countDocuments()).toBe(0);
  });
});
