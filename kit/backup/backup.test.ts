import { randomBytes } from 'node:crypto';
import type { BackupHead } from './backup-file.ts';
import { backedUp, readHead } from './backup-reader.ts';
import { backupBytes, type BackupContents, type StoredDocument } from './backup-writer.ts';
import { PiecesOf } from './pieces-of.ts';

const key = randomBytes(32);
const collections = ['a', 'b'].map((collection) => ({ database: 'one', collection, options: '{}' }));
const times = { createdAt: '2026-11-27T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' };
const headOf = (id: string): BackupHead => ({ id: id.repeat(24), ...times, collections });
/** A document of so many bytes, as BSON begins: with its length. */
function document(collection: number, size: number): StoredDocument {
  const bson = randomBytes(size);
  bson.writeUInt32LE(size);
  return { collection, bson };
}
const documents = [
  document(0, 900_000),
  document(0, 400_000),
  document(1, 700_000),
  document(1, 800_000),
  document(1, 5),
];

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
/** A backup, piece by piece: head, frames, the last frame. */
async function written(id = 'a'): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of backupBytes(headOf(id), key, each(documents))) pieces.push(piece);
  return pieces;
}
async function read(pieces: readonly Buffer[], opened = key): Promise<StoredDocument[]> {
  const from = new PiecesOf(each(pieces));
  const head = await readHead(from);
  const found: StoredDocument[] = [];
  for await (const one of backedUp(head, opened, from)) found.push(one);
  return found;
}

const said = (all: readonly StoredDocument[]) =>
  all.map(({ collection, bson }) => [collection, bson.toString('base64')]);

it('gives back what it was given, however the bytes come', async () => {
  const bytes = Buffer.concat(await written());
  const bits = Array.from({ length: Math.ceil(bytes.length / 1_013) }, (_, n) =>
    bytes.subarray(n * 1_013, (n + 1) * 1_013),
  );
  expect(said(await read(bits))).toEqual(said(documents));
  expect(said(await read([bytes]))).toEqual(said(documents));
});

it('gives back nothing, when there was nothing', async () => {
  const pieces: Buffer[] = [];
  for await (const piece of backupBytes(headOf('a'), key, each([]))) pieces.push(piece);
  expect(await read(pieces)).toEqual([]);
});

it('says at its end how much of each collection there is', async () => {
  const bytes = backupBytes(headOf('a'), key, each(documents));
  let step = await bytes.next();
  while (!step.done) step = await bytes.next();
  const contents: BackupContents = step.value;
  expect(contents.collections).toMatchObject([
    { documents: 2, bytes: 1_300_000 },
    { documents: 3, bytes: 1_500_005 },
  ]);
});

it('is damaged wherever it is cut off', async () => {
  const pieces = await written();
  const bytes = Buffer.concat(pieces);
  expect(pieces.length).toBeGreaterThan(3);
  for (let count = 0; count < pieces.length; count++) {
    await expect(read(pieces.slice(0, count))).rejects.toThrow(/^Expected a whole backup/);
  }
  for (const length of [0, 3, 8, 40, 100, 70_000, bytes.length - 1]) {
    await expect(read([bytes.subarray(0, length)])).rejects.toThrow(/^Expected a whole backup/);
  }
});

it('is damaged when one bit is another', async () => {
  const bytes = Buffer.concat(await written());
  for (const place of [0, 5, 20, 200, 1_000, 600_000, bytes.length - 30, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[place]! ^= 1;
    await expect(read([changed])).rejects.toThrow(/^Expected a whole backup/);
  }
});

it.each([
  ['nothing', 'null'],
  ['no JSON', '{'],
  ['another id', JSON.stringify({ ...headOf('a'), id: '../../../etc/passwd' })],
  ['no collections', JSON.stringify({ ...headOf('a'), collections: undefined })],
  ['no time', JSON.stringify({ ...headOf('a'), expiresAt: 'never' })],
])('is damaged when its head is %s', async (_, text) => {
  const [head, ...frames] = await written();
  const other = Buffer.concat([head!.subarray(0, 8), Buffer.from(text)]);
  other.writeUInt32BE(text.length, 4);
  await expect(read([other, ...frames])).rejects.toThrow(/^Expected a whole backup/);
});

it('is damaged when parts are left out, come twice, in another order or from another backup', async () => {
  const [head, first, second, ...rest] = await written();
  const [otherHead, otherFirst] = await written('b');
  for (const pieces of [
    [head!, second!, ...rest],
    [head!, first!, first!, second!, ...rest],
    [head!, second!, first!, ...rest],
    [head!, otherFirst!, second!, ...rest],
    [otherHead!, first!, second!, ...rest],
    [head!, first!, second!, ...rest, first!],
    [head!, rest.at(-1)!],
  ]) {
    await expect(read(pieces)).rejects.toThrow(/^Expected a whole backup/);
  }
});

it('opens with its own key alone, and shows nothing of what it holds', async () => {
  const secret = { collection: 0, bson: Buffer.concat([Buffer.from([40, 0, 0, 0]), Buffer.from('k4n4ry'.repeat(6))]) };
  const pieces: Buffer[] = [];
  for await (const piece of backupBytes(headOf('a'), key, each([secret]))) pieces.push(piece);
  expect(Buffer.concat(pieces).includes('k4n4ry')).toBe(false);
  await expect(read(pieces, randomBytes(32))).rejects.toThrow(/does not open/);
});
