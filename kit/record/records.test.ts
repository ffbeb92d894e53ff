import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo, type Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { connect } from '../mongo/connect.ts';
import type { Keys } from '../subject-keys/epochs.ts';
import { openFileKeyStore } from '../subject-keys/file.key-store.ts';
import { openFileWrappingKeys } from '../subject-keys/file.wrapping-keys.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { rotate } from '../subject-keys/rotation.ts';
import { openKeyring } from '../subject-keys/subject-keyring.ts';
import { newSubjectRef } from '../subject-keys/subject-ref.ts';
import { group, instant, integer, list, nullable, oneOf, optional, subjectRef, text } from './field.ts';
import { about, SUBJECT_KINDS } from './personal.ts';
import { ensureCollections, record, type Recorded } from './record.ts';
import { Records } from './records.ts';

const shared = {
  purposes: ['listing'],
  basis: 'contract',
  retention: 'while listed',
  onExport: 'include',
  protection: 'encrypted',
} as const;
const aboutOwner = about({ ...shared, subject: 'ownerRef', onErasure: 'delete document' });
const aboutGuest = about({ ...shared, subject: 'guests[].guestRef', onErasure: 'remove item' });

/** A visit to a stall: about its owner where that is a person, and about each guest who is named. */
const visit = record({
  collection: 'visits',
  version: 1,
  fields: {
    ownerRef: nullable(subjectRef('SOLE_TRADER')),
    stall: text(20),
    email: nullable(text(60, aboutOwner('user.contact.email'))),
    address: group({ street: optional(text(60, aboutOwner('user.contact.address'))), city: text(20) }),
    aliases: list(text(20, aboutOwner('user.name')), 3),
    bornAt: nullable(instant(aboutOwner('user.name'))),
    guests: list(
      group({
        guestRef: subjectRef('GUEST'),
        kind: oneOf(SUBJECT_KINDS),
        name: text(40, aboutGuest('user.name')),
        age: nullable(integer(0, 150, aboutGuest('user.name'))),
      }),
      10,
    ),
  },
  indexes: [],
  lookups: { emailTokens: { of: 'email', form: (email) => email.trim().toLowerCase(), unique: true } },
});
type Visit = Recorded<typeof visit>;

let servers: LocalServers;
let connection: Connection;
let folder: string;
let keys: Keys;
let keyring: Keyring;
let lookUps = 0;
let visits: Records<(typeof visit)['fields']>;

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['sealing']);
  await connection.asPromise();
  await ensureCollections(connection, [visit]);
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
  const store = await openFileKeyStore(join(folder, 'subjects'));
  const counted = { ...store, read: (refs: readonly string[]) => (lookUps++, store.read(refs)) };
  keys = { store: counted, wrapping: await openFileWrappingKeys(join(folder, 'wrapping')) };
  keyring = await openKeyring(keys);
  visits = new Records(connection, visit, keyring);
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await rm(folder, { recursive: true });
});

const raw = () => connection.db!.collection<{ _id: string } & Record<string, unknown>>('visits');
const guest = (name: string, changes: Partial<Visit['guests'][number]> = {}): Visit['guests'][number] => ({
  guestRef: newSubjectRef(),
  kind: 'GUEST',
  name,
  age: 40,
  ...changes,
});
let counter = 0;
const some = (changes: Partial<Visit> = {}): Visit => {
  const n = counter++;
  return {
    _id: n.toString(16).padStart(24, '0'),
    ownerRef: newSubjectRef(),
    stall: `stall ${n}`,
    email: `owner${n}@example.test`,
    address: { street: `${n} Example Street`, city: 'Bursa' },
    aliases: ['Deniz', 'D.'],
    bornAt: new Date('1980-02-29T00:00:00.000Z'),
    guests: [guest('Umut'), guest('Ada', { age: null })],
    ...changes,
  };
};

it('gives back what was put in, of whatever type, and stores bytes', async () => {
  const one = some();
  const kept = structuredClone(one);
  await visits.put([one]);
  expect(one).toEqual(kept);
  expect(await visits.findById(one._id)).toEqual(one);
  const stored = (await raw().findOne({ _id: one._id }))!;
  const bytes = expect.any(mongo.Binary) as unknown;
  expect(stored).toEqual({
    _id: one._id,
    ownerRef: one.ownerRef,
    stall: one.stall,
    email: bytes,
    address: { street: bytes, city: 'Bursa' },
    aliases: [bytes, bytes],
    bornAt: bytes,
    guests: [
      { guestRef: one.guests[0]!.guestRef, kind: 'GUEST', name: bytes, age: bytes },
      { guestRef: one.guests[1]!.guestRef, kind: 'GUEST', name: bytes, age: null },
    ],
    emailTokens: [bytes],
  });
});

it('stores what is about nobody as it is, and the guests of nobody sealed', async () => {
  const nobodys = some({ ownerRef: null });
  await visits.put([nobodys]);
  expect(await visits.findById(nobodys._id)).toEqual(nobodys);
  const stored = await raw().findOne({ _id: nobodys._id });
  expect(stored).toMatchObject({ email: nobodys.email, address: nobodys.address, aliases: nobodys.aliases });
  expect((stored!['guests'] as { name: unknown }[])[0]!.name).toBeInstanceOf(mongo.Binary);
  expect(stored).not.toHaveProperty('emailTokens');
});

it.each([
  ['a plain value where somebody is named', { email: 'plain@example.test' }],
  ['a plain item', { aliases: ['plain'] }],
  ['an undeclared path', { note: 'plain' }],
  ['sealed bytes where nobody is named', { ownerRef: null }],
])('the database itself refuses %s', async (_, $set) => {
  const one = some();
  await visits.put([one]);
  await expect(raw().updateOne({ _id: one._id }, { $set })).rejects.toMatchObject({ code: 121 });
});

it.each([
  ['a text too long', { email: 'x'.repeat(61) }, 'email: expected at most 60 characters'],
  ['a lone surrogate', { email: '\ud800' }, 'email: expected a text of whole characters'],
  ['no instant', { bornAt: new Date(Number.NaN) }, 'bornAt: expected an instant'],
  ['a number out of bounds', { guests: [guest('Ada', { age: 151 })] }, 'guests[].age: expected a number from 0 to 150'],
  ['an object', { email: { $gt: '' } as never }, 'email: expected a text'],
])('refuses %s before it is sealed, and stores none of the batch', async (_, changes, message) => {
  const [good, bad] = [some(), some(changes)];
  await expect(visits.put([good, bad])).rejects.toThrow(`visits ${bad._id}, ${message}`);
  expect(await raw().countDocuments({ _id: { $in: [good._id, bad._id] } })).toBe(0);
});

it('reads a page of fifty, each about three people, with one look-up of keys', async () => {
  const page = Array.from({ length: 50 }, () => some({ stall: 'page' }));
  await visits.put(page);
  const fresh = new Records(connection, visit, await openKeyring(keys));
  lookUps = 0;
  expect(await fresh.find({ stall: 'page' }, { sort: { _id: 1 } })).toEqual(page);
  expect(lookUps).toBe(1);
  await fresh.find({ stall: 'page' });
  expect(lookUps).toBe(1);
});

it('finds by a sealed value in its form, and only one record has it', async () => {
  const one = some({ email: 'Only.One@example.test' });
  await visits.put([one, some()]);
  expect(await visits.whose('email', ' only.one@EXAMPLE.test')).toEqual([one]);
  expect(await visits.whose('email', 'nobody@example.test')).toEqual([]);
  expect(await visits.whose('email', ' ')).toEqual([]);
  await expect(visits.put([some({ email: 'ONLY.one@example.test' })])).rejects.toMatchObject({ code: 11_000 });
  await visits.put([some({ email: null }), some({ email: null })]);
});

describe('a value that was tampered with is a clear error, never a wrong value', () => {
  const swap = async (change: (documents: [Stored, Stored]) => object): Promise<string> => {
    const [one, other] = [some(), some()];
    await visits.put([one, other]);
    const documents = await raw()
      .find({ _id: { $in: [one._id, other._id] } }, { sort: { _id: 1 } })
      .toArray();
    await raw().updateOne({ _id: one._id }, { $set: change(documents as never) as Record<string, unknown> });
    expect((await visits.byIds([one._id, other._id]))[1]).toEqual(other);
    return visits.findById(one._id).then(
      () => 'read',
      (error: Error & { code: string }) => error.message.replace(one._id, 'ID').slice(0, 80) + ` ${error.code}`,
    );
  };
  interface Stored {
    email: mongo.Binary;
    ownerRef: string;
    address: { street: mongo.Binary };
    aliases: mongo.Binary[];
    guests: { name: mongo.Binary; guestRef: string; age: mongo.Binary | null }[];
  }
  const flipped = (sealed: mongo.Binary, at: number): mongo.Binary => {
    const bytes = Buffer.from(sealed.buffer);
    bytes[at < 0 ? bytes.length + at : at]! ^= 1;
    return new mongo.Binary(bytes, 0x80);
  };

  it.each([0, 4, 16, -1])('byte %i flipped', async (at) => {
    expect(await swap(([one]) => ({ email: flipped(one.email, at) }))).toMatch(/^visits ID, email: .* DAMAGED$/);
  });
  it.each<[string, string, (documents: [Stored, Stored]) => object]>([
    ['cut off', 'email', ([one]) => ({ email: new mongo.Binary(Buffer.from(one.email.buffer).subarray(0, 20), 0x80) })],
    ['of another record', 'email', ([, other]) => ({ email: other.email })],
    ['of another path', 'email', ([one]) => ({ email: one.address.street })],
    ['of an item at its list', 'aliases[]', ([one]) => ({ aliases: [one.guests[0]!.name] })],
    ['of another person', 'guests[].name', ([one]) => ({ 'guests.0.name': one.guests[1]!.name })],
    ['given to another person', 'email', ([, other]) => ({ ownerRef: other.ownerRef })],
  ])('%s', async (_, path, change) => {
    expect(await swap(change)).toMatch(
      new RegExp(`^visits ID, ${path.replaceAll(/[[\]]/g, String.raw`\$&`)}: .* DAMAGED$`),
    );
  });
});

it('says which record it cannot open when the key of somebody was never there', async () => {
  const one = some();
  await visits.put([one]);
  const elsewhere = await mkdtemp(join(tmpdir(), 'keys-'));
  const store = await openFileKeyStore(join(elsewhere, 'subjects'));
  const others = await openKeyring({ store, wrapping: await openFileWrappingKeys(join(elsewhere, 'wrapping')) });
  await expect(new Records(connection, visit, others).findById(one._id)).rejects.toThrow(
    `visits ${one._id}, email: its person has no data key here`,
  );
  await rm(elsewhere, { recursive: true });
});

it.each([
  ['a person who is none', { ownerRef: 'nope' }],
  ['a person who is a number', { 'guests.0.guestRef': 7 }],
  ['no item', { guests: [null] }],
  ['no list', { guests: 5 }],
])('past its validator a record of another shape is damaged, and no other with it: %s', async (_, $set) => {
  const [one, other] = [some(), some()];
  await visits.put([one, other]);
  await raw().updateOne({ _id: one._id }, { $set: $set as never }, { bypassDocumentValidation: true });
  const [damaged, whole] = await visits.byIds([one._id, other._id]);
  expect(damaged).toMatchObject({ code: 'DAMAGED', message: expect.stringContaining(`visits ${one._id}`) as string });
  expect(whole).toEqual(other);
  await raw().deleteOne({ _id: one._id });
});

it('leaves out whose key is destroyed: an item, or the whole record, and stores nothing more about them', async () => {
  const [one, other] = [some({ stall: 'gone' }), some({ stall: 'gone' })];
  await visits.put([one, other]);
  await keyring.destroy([one.ownerRef!, other.guests[0]!.guestRef]);
  expect(await visits.find({ stall: 'gone' })).toEqual([{ ...other, guests: [other.guests[1]] }]);
  expect(await visits.idsOf({ stall: 'gone' })).toEqual(new Set([other._id]));
  await expect(visits.put([one])).rejects.toMatchObject({ code: 'DESTROYED' });
  await expect(visits.put([some({ ownerRef: one.ownerRef })])).rejects.toMatchObject({ code: 'DESTROYED' });
});

it('goes through a rotation of keys: read, found and unique before, between and after', async () => {
  const one = some({ email: 'rotated@example.test' });
  await visits.put([one]);
  const before = (await raw().findOne({ _id: one._id }))!['emailTokens'] as mongo.Binary[];
  const during: number[] = [];
  const retoken = async (): Promise<void> => {
    const between = new Records(connection, visit, await openKeyring(keys));
    const { failures } = await between.retoken();
    // The records that were tampered with above.
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) expect(failure.message).toContain(', email: it was not sealed for this place');
    during.push(((await raw().findOne({ _id: one._id }))!['emailTokens'] as unknown[]).length);
    expect(await between.whose('email', one.email!)).toEqual([one]);
    await expect(between.put([some({ email: one.email })])).rejects.toMatchObject({ code: 11_000 });
    expect(await between.retoken()).toMatchObject({ changed: 0 });
  };
  await rotate({ ...keys, retoken, say: () => undefined });
  expect(during).toEqual([2, 1]);
  const after = (await raw().findOne({ _id: one._id }))!['emailTokens'] as mongo.Binary[];
  expect(after).toHaveLength(1);
  expect(after[0]!.toString('hex')).not.toBe(before[0]!.toString('hex'));
  const fresh = new Records(connection, visit, await openKeyring(keys));
  expect(await fresh.whose('email', one.email!)).toEqual([one]);
}, 60_000);

it('refuses a declaration that names nobody of its own', () => {
  const strange = (subject: string) => () =>
    record({
      collection: 'strange',
      version: 1,
      fields: { ownerRef: subjectRef('GUEST'), name: text(9, aboutOwner('user.name', { subject })) },
      indexes: [],
    });
  expect(strange('ownerRef')).not.toThrow();
  for (const subject of ['name', 'guests[].guestRef', ''])
    expect(strange(subject)).toThrow('strange.name: expected the path');
});
