import type { ClientSession, Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { connect } from '../mongo/connect.ts';
import { ensureCollections } from '../record/record.ts';
import { newSubjectRef } from '../subject-keys/subject-ref.ts';
import { fenceRecord } from './fence.record.ts';
import { Fenced } from './fenced.ts';
import { FENCES, Fences } from './fences.ts';

let servers: LocalServers;
let connection: Connection;
let fences: Fences;
const entries = () => connection.db!.collection<{ _id: string; writes: number; fencedAt: Date | null }>(FENCES);
const touch = (references: string[]) =>
  connection.transaction((session: ClientSession) => fences.touch(references, session));

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['fences']);
  await connection.asPromise();
  await ensureCollections(connection, [fenceRecord]);
  fences = new Fences(connection);
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
});
beforeEach(() => entries().deleteMany({}));

it('fences once, for good, and says of how many it was the first time', async () => {
  const [one, other, third] = [newSubjectRef(), newSubjectRef(), newSubjectRef()];
  await touch([one, other]);
  expect(await fences.fence([one, one, third])).toBe(2);
  const { fencedAt } = (await entries().findOne({ _id: one }))!;
  expect(await fences.fence([one, other, third])).toBe(1);
  expect((await entries().findOne({ _id: one }))!.fencedAt).toEqual(fencedAt);
  expect(await fences.fencedAmong([one, other, third, newSubjectRef()])).toEqual(new Set([one, other, third]));
  expect(await fences.isFenced([newSubjectRef()])).toBe(false);
});

it('refuses whoever would write about somebody who is fenced, and nothing of that transaction is left', async () => {
  const [fenced, other] = [newSubjectRef(), newSubjectRef()];
  await fences.fence([fenced]);
  await expect(touch([fenced, other])).rejects.toThrow(Fenced);
  expect(await entries().countDocuments()).toBe(1);
});

it('changes an entry once in a transaction, and again in one that begins again', async () => {
  const reference = newSubjectRef();
  let tries = 0;
  await connection.transaction(async (session: ClientSession) => {
    await fences.touch([reference], session);
    await fences.touch([reference], session);
    if (++tries === 1) throw await conflict();
  });
  expect(tries).toBe(2);
  expect(await entries().findOne({ _id: reference })).toMatchObject({ writes: 1, fencedAt: null });
});

/** What a transaction meets whose entry another one makes at the same moment. */
async function conflict(): Promise<Error> {
  const reference = newSubjectRef();
  const first = await connection.startSession();
  const second = await connection.startSession();
  try {
    first.startTransaction();
    second.startTransaction();
    await fences.touch([reference], first);
    const error = await fences.touch([reference], second).catch((caught: Error) => caught);
    await first.commitTransaction();
    return error as Error;
  } finally {
    await Promise.all([first.endSession(), second.endSession()]);
  }
}

it('lets of many first writings at one moment each have its turn, and takes none for a fence', async () => {
  const references = [newSubjectRef(), newSubjectRef()];
  await Promise.all(Array.from({ length: 12 }, () => touch(references)));
  expect(await entries().findOne({ _id: references[0]! })).toMatchObject({ writes: 12 });
});

it('sees the entry that was made after the transaction began as one to begin again for', async () => {
  const reference = newSubjectRef();
  const session = await connection.startSession();
  try {
    session.startTransaction();
    await entries().findOne({}, { session });
    await touch([reference]);
    const error = await fences.touch([reference], session).catch((caught: Error) => caught);
    expect(error).not.toBeInstanceOf(Fenced);
    expect((error as { errorLabels?: string[] }).errorLabels).toContain('TransientTransactionError');
  } finally {
    await session.endSession();
  }
});

it('waits with a fence for whoever touched it, and refuses whoever began before it', async () => {
  const [touched, late] = [newSubjectRef(), newSubjectRef()];
  const [writer, later] = [await connection.startSession(), await connection.startSession()];
  try {
    writer.startTransaction();
    later.startTransaction();
    await entries().findOne({}, { session: later });
    await fences.touch([touched], writer);
    let done = false;
    const fencing = fences.fence([touched, late]).then(() => (done = true));
    await new Promise((go) => setTimeout(go, 200));
    expect(done).toBe(false);
    await writer.commitTransaction();
    await fencing;
    const error = await fences.touch([late], later).catch((caught: { errorLabels?: string[] }) => caught);
    expect(error).toMatchObject({ errorLabels: expect.arrayContaining(['TransientTransactionError']) });
    expect(await entries().findOne({ _id: touched })).toMatchObject({ writes: 1, fencedAt: expect.any(Date) });
  } finally {
    await Promise.all([writer.endSession(), later.endSession()]);
  }
});

it('lets the erasure through, in that transaction alone', async () => {
  const reference = newSubjectRef();
  await fences.fence([reference]);
  await connection.transaction(async (session: ClientSession) => {
    fences.passing(session);
    await fences.touch([reference], session);
  });
  await expect(touch([reference])).rejects.toThrow(Fenced);
});

it('forgets by itself only what is not fenced', async () => {
  const [, byTime] = await entries().indexes();
  expect(byTime).toMatchObject({
    key: { touchedAt: 1 },
    expireAfterSeconds: 86_400,
    partialFilterExpression: { fencedAt: { $type: 'null' } },
  });
});
