import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { connect } from '../mongo/connect.ts';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileKeyStore } from '../subject-keys/file.key-store.ts';
import { openFileWrappingKeys } from '../subject-keys/file.wrapping-keys.ts';
import { openKeyring } from '../subject-keys/subject-keyring.ts';
import { newSubjectRef } from '../subject-keys/subject-ref.ts';
import { group, list, nullable, subjectRef, text } from './field.ts';
import { checkKeysKnown } from './keys-known.ts';
import { about } from './personal.ts';
import { ensureCollections, record } from './record.ts';
import { Records } from './records.ts';

const aboutThem = (subject: string) =>
  about({
    subject,
    purposes: ['listing'],
    basis: 'contract',
    retention: 'while listed',
    onErasure: 'delete document',
    onExport: 'include',
    protection: 'encrypted',
  })('user.name');
const parcel = record({
  collection: 'parcels',
  version: 1,
  fields: {
    senderRef: nullable(subjectRef('GUEST')),
    sender: text(50, aboutThem('senderRef')),
    carriers: list(group({ carrierRef: subjectRef('STAFF'), name: text(50, aboutThem('carriers[].carrierRef')) }), 5),
  },
  indexes: [],
});

let servers: LocalServers;
let folder: string;
let connection: ReturnType<typeof connect>[number];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-known-'));
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['parcels']);
  await connection.asPromise();
  await ensureCollections(connection, [parcel]);
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await rm(folder, { recursive: true });
});

const keyring = async (name: string) =>
  openKeyring({
    store: await openFileKeyStore(join(folder, name, 'keys')),
    wrapping: await openFileWrappingKeys(join(folder, name, 'wrapping')),
  });

it.each([
  ['a person that a document is about', 'senderRef', { senderRef: newSubjectRef(), carriers: [] }],
  [
    'people in a list',
    'carriers[].carrierRef',
    { senderRef: null, carriers: [{ carrierRef: newSubjectRef(), name: 'Li' }] },
  ],
])(
  'refuses a store of keys that knows nobody who is stored, and takes the right one: %s',
  async (_, subject, people) => {
    await connection.db!.collection('parcels').deleteMany({});
    const [own, empty] = await Promise.all([keyring('own'), keyring('empty')]);
    for (const each of [own, empty]) await checkKeysKnown(connection, [parcel], each);
    await new Records(connection, parcel, own).put([{ _id: 'a', sender: 'Ayşe', ...people }]);
    await checkKeysKnown(connection, [parcel], own);
    const refused = checkKeysKnown(connection, [parcel], empty);
    await expect(refused).rejects.toMatchObject({
      code: 'NO_KEY',
      message: expect.stringContaining(`(${subject})`) as string,
    });
    await own.destroy([people.senderRef ?? people.carriers[0]!.carrierRef]);
    await checkKeysKnown(connection, [parcel], own);
  },
);

it('refuses a store in which the same people have other keys, and is not put off by one that is damaged', async () => {
  const parcels = connection.db!.collection('parcels');
  await parcels.deleteMany({});
  const [own, other] = await Promise.all([keyring('one'), keyring('another')]);
  const people = Array.from({ length: 4 }, newSubjectRef);
  await other.create(people);
  const store = new Records(connection, parcel, own);
  await store.put(people.map((senderRef, n) => ({ _id: String(n), sender: 'Ayşe', senderRef, carriers: [] })));
  await expect(checkKeysKnown(connection, [parcel], other)).rejects.toMatchObject({ code: 'NO_KEY' });
  await checkKeysKnown(connection, [parcel], own);
  const [key] = await readdir(join(folder, 'one', 'keys', 'keys'), { recursive: true, withFileTypes: true }).then(
    (all) => all.filter((entry) => entry.isFile()),
  );
  await writeFile(join(key!.parentPath, key!.name), '');
  await checkKeysKnown(connection, [parcel], await keyring('one'));
});
