import type { ClientSession, Connection } from 'mongoose';
import { startTestKeys, type TestKeys } from '../../test/kit/keyring.ts';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { connect } from '../mongo/connect.ts';
import { instant, nullable, subjectRef as referenceTo, text } from '../record/field.ts';
import { about } from '../record/personal.ts';
import { ensureCollections, modelOf, record } from '../record/record.ts';
import { Records } from '../record/records.ts';
import { newSubjectRef } from '../subject-keys/subject-ref.ts';
import { fenceRecord } from './fence.record.ts';
import { Fenced } from './fenced.ts';
import { FENCES, fencesOf } from './fences.ts';

const declare = about({
  subject: 'subjectRef',
  purposes: ['keeping'],
  basis: 'contract',
  retention: 'as long as needed',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
});
const visit = record({
  collection: 'visits',
  version: 1,
  fields: {
    subjectRef: nullable(referenceTo('MEMBER', declare('user.unique_id.pseudonymous'))),
    lastUsedAt: nullable(instant()),
  },
  indexes: [],
});
const letter = record({
  collection: 'letters',
  version: 1,
  fields: {
    subjectRef: referenceTo('MEMBER'),
    said: text(100, declare('user.content.private', { protection: 'encrypted' })),
  },
  indexes: [],
});
let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
const visits = () => modelOf(connection, visit);
const letters = () => new Records(connection, letter, keys.keyring);
const writesAbout = async (reference: string) =>
  (await connection.db!.collection<{ _id: string; writes: number }>(FENCES).findOne({ _id: reference }))?.writes ?? 0;
const fenced = async () => {
  const reference = newSubjectRef();
  await fencesOf(connection).fence([reference]);
  return reference;
};
const visitOf = (reference: string | null, id = 'visit') => ({ _id: id, subjectRef: reference, lastUsedAt: null });

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['guarded']);
  await connection.asPromise();
  await ensureCollections(connection, [visit, letter, fenceRecord]);
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});
beforeEach(() => connection.db!.collection('visits').deleteMany({}));

type Writing = (reference: string, session?: ClientSession) => Promise<unknown>;
const plain = () => connection.collection('visits');
const WRITINGS: [string, Writing][] = [
  ['insertOne', (reference, session) => plain().insertOne(visitOf(reference) as never, { session })],
  [
    'insertMany',
    (reference, session) => plain().insertMany([visitOf(null, 'x'), visitOf(reference)] as never, { session }),
  ],
  [
    'replaceOne',
    (subjectRef, session) =>
      plain().replaceOne({ _id: 'other' as never }, { subjectRef, lastUsedAt: null }, { session }),
  ],
  [
    'updateOne',
    (subjectRef, session) => plain().updateOne({ _id: 'other' as never }, { $set: { subjectRef } }, { session }),
  ],
  ['updateMany', (subjectRef, session) => plain().updateMany({}, { $set: { subjectRef } }, { session })],
  [
    'findOneAndUpdate',
    (subjectRef, session) =>
      plain().findOneAndUpdate({}, { $set: { subjectRef } }, { session, projection: { _id: 1 } }),
  ],
  [
    'findOneAndReplace',
    (subjectRef, session) => plain().findOneAndReplace({}, { subjectRef, lastUsedAt: null }, { session: session! }),
  ],
  [
    'bulkWrite',
    (subjectRef, session) =>
      plain().bulkWrite([{ updateOne: { filter: {}, update: { $set: { subjectRef } } } }], { session }),
  ],
  ['a model’s create', (reference, session) => visits().create([visitOf(reference)], { session })],
  ['a model’s insertMany', (reference, session) => visits().insertMany([visitOf(reference)], { session })],
  [
    'a model’s updateOne',
    (subjectRef, session) => visits().updateOne({ _id: 'other' }, { $set: { subjectRef } }, { session }),
  ],
  [
    'a model’s findOneAndUpdate',
    (subjectRef, session) => visits().findOneAndUpdate({}, { $set: { subjectRef } }, { session }).lean(),
  ],
  [
    'a model’s bulkWrite',
    (reference, session) => visits().bulkWrite([{ insertOne: { document: visitOf(reference) } }], { session }),
  ],
];

describe.each(WRITINGS)('%s', (_, write) => {
  beforeEach(() => connection.db!.collection('visits').insertOne(visitOf(null, 'other') as never));
  const named = (reference: string) => connection.db!.collection('visits').countDocuments({ subjectRef: reference });

  it.each([
    ['in a transaction', true],
    ['by itself', false],
  ])('changes the fence of whom it brings in, and is refused when that is closed, %s', async (__, isInTransaction) => {
    const begun = (reference: string) =>
      isInTransaction
        ? connection.transaction((session: ClientSession) => write(reference, session))
        : write(reference);
    const [somebody, gone] = [newSubjectRef(), await fenced()];
    await expect(begun(gone)).rejects.toThrow(Fenced);
    expect(await named(gone)).toBe(0);
    await begun(somebody);
    expect(await named(somebody)).toBe(1);
    expect(await writesAbout(somebody)).toBe(1);
  });
});

it('lets everything through that brings nobody in', async () => {
  const gone = await fenced();
  await connection.db!.collection('visits').insertOne(visitOf(gone) as never);
  const lastUsedAt = new Date();
  const { modifiedCount } = await visits().collection.updateOne({ subjectRef: gone }, { $set: { lastUsedAt } });
  expect(modifiedCount).toBe(1);
  await visits().collection.replaceOne({ subjectRef: gone }, { subjectRef: gone, lastUsedAt: null });
  await visits().create(visitOf(null, 'nobody'));
  await visits().collection.deleteOne({ subjectRef: gone });
  expect(await writesAbout(gone)).toBe(0);
});

it('writes nothing, and changes no fence, when the transaction fails', async () => {
  const reference = newSubjectRef();
  await visits().create(visitOf(null));
  await expect(visits().collection.insertOne(visitOf(reference) as never)).rejects.toMatchObject({ code: 11_000 });
  expect(await writesAbout(reference)).toBe(0);
});

it('says of somebody who was erased the same when their key is gone already', async () => {
  const [gone, lost] = [newSubjectRef(), newSubjectRef()];
  await letters().put([gone, lost].map((reference) => ({ _id: reference, subjectRef: reference, said: 'x' })));
  await fencesOf(connection).fence([gone]);
  await keys.keyring.destroy([gone, lost]);
  const put = (subjectRef: string) => letters().put([{ _id: 'again', subjectRef, said: 'x' }]);
  await expect(put(gone)).rejects.toThrow(Fenced);
  await expect(put(lost)).rejects.toMatchObject({ code: 'DESTROYED' });
});

it('lets the erasure store again what is left of a record', async () => {
  const gone = await fenced();
  await connection.transaction(async (session: ClientSession) => {
    fencesOf(connection).passing(session);
    await visits().create([visitOf(gone)], { session });
  });
  expect(await visits().countDocuments({ subjectRef: gone })).toBe(1);
});

it('answers a mutation with words of its own, that name nobody', () => {
  const { message, extensions } = new Fenced();
  expect(extensions).toEqual({ code: 'FORBIDDEN' });
  expect(message).toContain('register anew');
});
