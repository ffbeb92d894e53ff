import { createHash, randomBytes } from 'node:crypto';
import { mongo, type Connection } from 'mongoose';
import { startTestKeys, type TestKeys } from '../../test/kit/keyring.ts';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { connect } from '../mongo/connect.ts';
import { about } from '../record/personal.ts';
import { ensureCollections } from '../record/record.ts';
import { newSubjectRef } from '../subject-keys/subject-ref.ts';
import { CHUNK_BYTES, fileRecords } from './file.record.ts';
import { FileMissing } from './file-store.ts';
import { GridFsStore } from './grid-fs.file-store.ts';

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
const somebody = newSubjectRef();
const tomorrow = new Date(Date.now() + 86_400_000);
let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
let store: GridFsStore;
const stored = (name: string) => connection.db!.collection<{ _id: string; data: mongo.Binary }>(name);
const LENGTHS = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 5 * CHUNK_BYTES + 7];

async function* pieces(bytes: Buffer, size = 70_001) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
async function all(fileId: string, from = store): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const piece of from.open(fileId)) read.push(piece);
  return Buffer.concat(read);
}
const put = (bytes: Buffer, own: object = {}) =>
  store.put(pieces(bytes), { subjectRef: somebody, most: 10_000_000, until: tomorrow, ...own });

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['files']);
  await connection.asPromise();
  await ensureCollections(connection, [papers.files, papers.chunks, posters.files, posters.chunks]);
  store = new GridFsStore({ connection, records: papers, keyring: keys.keyring });
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});
beforeEach(async () => {
  for (const name of ['papers.files', 'papers.chunks']) await stored(name).deleteMany({});
});

it.each(LENGTHS)('stores none of %i bytes as they are, and gives them back', async (length) => {
  const bytes = Buffer.alloc(length, 'a passage to look for ');
  const { fileId, ...written } = await put(bytes);
  expect(written).toEqual({ length });
  expect((await all(fileId)).equals(bytes)).toBe(true);
  for await (const { data } of stored('papers.chunks').find())
    expect(Buffer.from(data.buffer).toString('latin1')).not.toMatch('passage');
});

it('stores what is about nobody so that any reader of GridFS reads it', async () => {
  const open = new GridFsStore({ connection, records: posters, keyring: keys.keyring });
  const bytes = randomBytes(2 * CHUNK_BYTES + 9);
  const { fileId } = await open.put(pieces(bytes), { subjectRef: null, most: 1e9, until: tomorrow });
  expect((await all(fileId, open)).equals(bytes)).toBe(true);
  const bucket = new mongo.GridFSBucket(connection.db!, { bucketName: 'posters' });
  const read = createHash('sha256');
  for await (const piece of bucket.openDownloadStream(fileId as never)) read.update(piece as Buffer);
  expect(read.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
});

describe('a chunk that is not where it was written', () => {
  const bytes = randomBytes(3 * CHUNK_BYTES);
  it.each([
    ['swapped', async (id: string) => swap(`${id}.0`, `${id}.1`)],
    ['changed', async (id: string) => flip(`${id}.1`)],
    ['of another file', async (id: string) => swap(`${id}.1`, `${(await put(bytes)).fileId}.1`)],
    ['left out', async (id: string) => stored('papers.chunks').deleteOne({ _id: `${id}.1` })],
    ['cut off', async (id: string) => stored('papers.files').updateOne({ _id: id }, { $set: { chunkCount: 2 } })],
    ['made the last by its name', async (id: string) => cutTo(id)],
  ])('is no part of the file: %s', async (_, damage) => {
    const { fileId } = await put(bytes);
    await damage(fileId);
    await expect(all(fileId)).rejects.toThrow(fileId);
  });
});

async function swap(a: string, b: string) {
  const [first, second] = await Promise.all([a, b].map((_id) => stored('papers.chunks').findOne({ _id })));
  await stored('papers.chunks').updateOne({ _id: a }, { $set: { data: second!.data } });
  await stored('papers.chunks').updateOne({ _id: b }, { $set: { data: first!.data } });
}
async function flip(_id: string) {
  const found = await stored('papers.chunks').findOne({ _id });
  const bytes = Buffer.from(found!.data.buffer);
  bytes[1_000]! ^= 1;
  await stored('papers.chunks').updateOne({ _id }, { $set: { data: new mongo.Binary(bytes, found!.data.sub_type) } });
}
async function cutTo(id: string) {
  await stored('papers.files').updateOne({ _id: id }, { $set: { chunkCount: 2 } });
  const { _id, ...chunk } = (await stored('papers.chunks').findOne({ _id: `${id}.1` }))!;
  await stored('papers.chunks').deleteOne({ _id });
  await stored('papers.chunks').insertOne({ _id: `${id}.1.last`, ...chunk });
}

it('opens nothing once the key of its person is destroyed', async () => {
  const other = newSubjectRef();
  const { fileId: theirs } = await put(randomBytes(3), { subjectRef: other });
  await keys.keyring.destroy([other]);
  await expect(all(theirs)).rejects.toThrow(FileMissing);
});
