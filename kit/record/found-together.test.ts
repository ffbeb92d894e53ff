import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { startMongod, type MongoServer } from '../local-servers/mongod.process.ts';
import { connect } from '../mongo/connect.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { openFileKeyStore } from '../subject-keys/file.key-store.ts';
import { openFileWrappingKeys } from '../subject-keys/file.wrapping-keys.ts';
import { openKeyring } from '../subject-keys/subject-keyring.ts';
import { newSubjectRef } from '../subject-keys/subject-ref.ts';
import { subjectRef, text } from './field.ts';
import { foundTogether } from './found-together.ts';
import { about } from './personal.ts';
import { ensureCollections, record } from './record.ts';
import { Records } from './records.ts';

const address = text(
  60,
  about({
    subject: 'ownerRef',
    purposes: ['listing'],
    basis: 'contract',
    retention: 'while listed',
    onErasure: 'delete document',
    onExport: 'include',
    protection: 'encrypted',
  })('user.contact.email'),
);
const declared = (collection: string) =>
  record({
    collection,
    version: 1,
    fields: { ownerRef: subjectRef('GUEST'), email: address, place: text(9) },
    indexes: [],
    lookups: { emailTokens: { of: 'email', form: (email) => email.trim().toLowerCase() } },
  });
const [stall, visit] = [declared('stalls'), declared('visits')];

let mongod: MongoServer;
let connection: Connection;
let folder: string;
let keyring: Keyring;
beforeAll(async () => {
  mongod = await startMongod({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(mongod.uri, ['bazaar']) as [Connection];
  await connection.asPromise();
  await ensureCollections(connection, [stall, visit]);
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
  const store = await openFileKeyStore(join(folder, 'subjects'));
  keyring = await openKeyring({ store, wrapping: await openFileWrappingKeys(join(folder, 'wrapping')) });
}, 120_000);
afterAll(async () => {
  await connection?.close();
  await mongod?.stop();
  await rm(folder, { recursive: true });
});

it('finds of each kind what it would find by itself, opened, and nobody whose key is destroyed', async () => {
  const [stalls, visits] = [new Records(connection, stall, keyring), new Records(connection, visit, keyring)];
  const one = (at: number, email: string) => ({
    _id: at.toString(16).padStart(24, '0'),
    ownerRef: newSubjectRef(),
    email,
    place: 'Bursa',
  });
  const mine = [one(1, 'ayse@example.test'), one(2, 'ayse@example.test'), one(3, 'mehmet@example.test')];
  await stalls.put(mine);
  await visits.put(mine);
  await keyring.destroy([mine[0]!.ownerRef]);
  const found = await foundTogether([
    await stalls.soughtBy('email', ' Ayse@example.test'),
    await visits.soughtBy('email', ' '),
    visits.sought({ place: 'Bursa' }, { sort: { _id: -1 }, limit: 1 }),
    await visits.soughtBy('email', 'mehmet@example.test'),
  ]);
  expect(found).toEqual([[mine[1]], [], [mine[2]], [mine[2]]]);
  expect(await foundTogether([null])).toEqual([[]]);
});
