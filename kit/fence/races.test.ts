import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession, Connection } from 'mongoose';
import { startTestKeys, type TestKeys } from '../../test/kit/keyring.ts';
import { fileRecords } from '../files/file.record.ts';
import { GridFsStore } from '../files/grid-fs.file-store.ts';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { connect } from '../mongo/connect.ts';
import { group, list, subjectRef as referenceTo, text } from '../record/field.ts';
import { about } from '../record/personal.ts';
import { ensureCollections, modelOf, record } from '../record/record.ts';
import { Records } from '../record/records.ts';
import { newSubjectRef } from '../subject-keys/subject-ref.ts';
import { fenceRecord } from './fence.record.ts';
import { Fenced } from './fenced.ts';
import { FENCES, Fences, fencesOf } from './fences.ts';

import.meta.jest.setTimeout(3_600_000);

/** Of each kind of writing. A long run: FENCE_RACES=1000 npm test -- kit/fence/races.test.ts */
const RACES = Number(process.env['FENCE_RACES'] ?? 60);
const AT_ONCE = 6;

const declared = (subject: string, onErasure: 'delete document' | 'remove item') =>
  about({
    subject,
    purposes: ['keeping'],
    basis: 'contract',
    retention: 'as long as needed',
    onErasure,
    onExport: 'include',
    protection: 'plain',
  });
const note = declared('subjectRef', 'delete document');
const member = declared('members[].memberRef', 'remove item');
const sealedNote = record({
  collection: 'sealedNotes',
  version: 1,
  fields: {
    subjectRef: referenceTo('MEMBER'),
    said: text(100, note('user.content.private', { protection: 'encrypted' })),
  },
  indexes: [],
});
const plainNote = record({
  collection: 'notes',
  version: 1,
  fields: { subjectRef: referenceTo('MEMBER', note('user.unique_id.pseudonymous')) },
  indexes: [],
});
const thread = record({
  collection: 'threads',
  version: 1,
  fields: {
    members: list(group({ memberRef: referenceTo('MEMBER', member('user.unique_id.pseudonymous')) }), 2_000),
  },
  indexes: [],
});
const papers = fileRecords('papers', { kind: 'MEMBER', declare: note });
const THREAD = 'somebody else’s';

let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
const sealed = () => new Records(connection, sealedNote, keys.keyring);
const notes = () => modelOf(connection, plainNote).collection;
const threads = () => modelOf(connection, thread).collection;

interface Kind {
  before?: (reference: string) => Promise<unknown>;
  write: (reference: string, session?: ClientSession) => Promise<unknown>;
}
const idOf = (reference: string) => ({ _id: reference.slice(-12) as never });
const noteOf = (subjectRef: string, said = 'once') => ({ _id: subjectRef.slice(-12), subjectRef, said });
const KINDS: Record<string, Kind> = {
  'a new record': { write: (reference, session) => sealed().put([noteOf(reference)], { session }) },
  'a record in place of another': {
    before: (reference) => sealed().put([noteOf(reference)]),
    write: (reference, session) => sealed().put([noteOf(reference, 'twice')], { session }),
  },
  'an insertion': {
    write: (subjectRef, session) => notes().insertOne({ ...idOf(subjectRef), subjectRef }, { session }),
  },
  'an update that makes what is not there': {
    write: (subjectRef, session) =>
      notes().updateOne(idOf(subjectRef), { $set: { subjectRef } }, { upsert: true, session }),
  },
  'an item in somebody else’s record': {
    write: (memberRef, session) =>
      threads().updateOne({ _id: THREAD as never }, { $push: { members: { memberRef } } } as never, { session }),
  },
  'a bulk': {
    write: (subjectRef, session) =>
      notes().bulkWrite([{ insertOne: { document: { ...idOf(subjectRef), subjectRef } } }], { session }),
  },
};
const FILE: Kind = {
  write: (subjectRef) => {
    async function* bytes() {
      for (let piece = 0; piece < 3; piece++) yield Buffer.alloc(200_000, piece);
    }
    const until = new Date(Date.now() + 3_600_000);
    const store = new GridFsStore({ connection, records: papers, keyring: keys.keyring });
    return store.put(bytes(), { subjectRef, most: 1e9, until });
  },
};

const BY_SUBJECT = ['sealedNotes', 'notes', 'papers.files', 'papers.chunks'];
async function erase(reference: string): Promise<void> {
  await fencesOf(connection).fence([reference]);
  for (const name of BY_SUBJECT) await connection.db!.collection(name).deleteMany({ subjectRef: reference });
  await connection
    .db!.collection('threads')
    .updateMany({ 'members.memberRef': reference }, { $pull: { members: { memberRef: reference } } } as never);
}
async function leftOf(reference: string): Promise<number> {
  const by = BY_SUBJECT.map((name) => connection.db!.collection(name).countDocuments({ subjectRef: reference }));
  const named = connection.db!.collection('threads').countDocuments({ 'members.memberRef': reference });
  return (await Promise.all([...by, named])).reduce((sum, count) => sum + count);
}

/** Whether the writing was let in. Whatever else stops it is a fault. */
const wrote = (writing: Promise<unknown>): Promise<boolean> =>
  writing.then(
    () => true,
    (error: Error) => {
      if (error instanceof Fenced) return false;
      throw error;
    },
  );
/** Of three races one begins with the erasure, one with the writing, and one with both at any moment. */
async function raced({ before, write }: Kind, round: number): Promise<boolean> {
  const reference = newSubjectRef();
  await before?.(reference);
  const isInTransaction = round % 2 === 0;
  const writing = () =>
    wrote(
      isInTransaction
        ? connection.transaction((session: ClientSession) => write(reference, session))
        : write(reference),
    );
  if (round % 3 === 0) await erase(reference);
  const begun = round % 3 === 1 ? Promise.resolve(await writing()) : sleep(Math.random() * 8).then(writing);
  if (round % 3 !== 0) await sleep(Math.random() * 16).then(() => erase(reference));
  const isIn = await begun;
  expect(await leftOf(reference)).toBe(0);
  return isIn;
}

/** The writing has touched the fence and is not over; then the erasure runs, as far as it gets; then the writing ends. */
async function interleaved({ write }: Kind): Promise<number> {
  const reference = newSubjectRef();
  const session = await connection.startSession();
  try {
    session.startTransaction();
    await write(reference, session);
    const erasing = erase(reference);
    await Promise.race([erasing, sleep(1_000)]);
    await session.commitTransaction();
    await erasing;
    return await leftOf(reference);
  } finally {
    await session.endSession();
  }
}

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['races']);
  await connection.asPromise();
  await ensureCollections(connection, [sealedNote, plainNote, thread, papers.files, papers.chunks, fenceRecord]);
  await threads().insertOne({ _id: THREAD as never, members: [] });
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});

it.each([...Object.entries(KINDS), ['a file', FILE] as const])(
  'brings nobody back who is erased: %s',
  async (_, kind) => {
    const outcomes: boolean[] = [];
    for (let from = 0; from < RACES; from += AT_ONCE) {
      const rounds = Array.from({ length: Math.min(AT_ONCE, RACES - from) }, (__, index) => from + index);
      outcomes.push(...(await Promise.all(rounds.map((round) => raced(kind, round)))));
    }
    expect(outcomes).toHaveLength(RACES);
    expect(outcomes.filter((isIn) => isIn).length).toBeGreaterThanOrEqual(Math.floor(RACES / 3));
    expect(outcomes.filter((isIn) => !isIn).length).toBeGreaterThanOrEqual(Math.floor(RACES / 3));
  },
);

const RESURRECTING = Object.entries(KINDS).filter(([, { before }]) => !before);

it.each(RESURRECTING)('lets an erasure wait for a writing that is under way: %s', async (_, kind) => {
  expect(await interleaved(kind)).toBe(0);
});

/** What a fence would be that is looked at, and not changed. */
async function reading(this: Fences, references: Iterable<string>, session: ClientSession): Promise<void> {
  const fenced = { _id: { $in: [...references] }, fencedAt: { $ne: null } };
  if (await connection.collection(FENCES).findOne(fenced as never, { session })) throw new Fenced();
}

describe('with a fence that is only read', () => {
  beforeEach(() => void import.meta.jest.spyOn(Fences.prototype, 'touch').mockImplementation(reading));
  afterEach(() => void import.meta.jest.restoreAllMocks());

  it.each(RESURRECTING)('somebody comes back: %s', async (_, kind) => {
    expect(await interleaved(kind)).toBeGreaterThan(0);
  });
});
