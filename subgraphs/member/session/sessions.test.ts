import { generateKeyPairSync } from 'node:crypto';
import type { Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections, modelOf } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { endedSessionRecord } from '../../../schema/events/ended-session.record.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { RefreshTokens } from './refresh-tokens.ts';
import { IDLE_SECONDS, sessionRecord } from './session.record.ts';
import { MOST_SESSIONS, Sessions } from './sessions.ts';

const pem = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const client = { network: '203.0.113.0/24', device: 'Firefox on Windows', addressKey: 'x' };
const holder = { _id: 'a'.repeat(24), subjectRef: newSubjectRef() };
const other = { _id: 'b'.repeat(24), subjectRef: newSubjectRef() };
let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
let events: Connection;
let sessions: Sessions;
let now = new Date('2026-11-24T10:00:00Z');
const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1_000));

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection, events] = connect(servers.mongo.uri, ['member', 'events']);
  await connection.asPromise();
  await ensureCollections(connection, [sessionRecord]);
  // Nothing may go by the clock of the machine here: the tests have one of their own.
  await connection.collection('sessions').dropIndex('lastUsedAt_1');
  await ensureCollections(events, [endedSessionRecord]);
  const tokens = new RefreshTokens(pem());
  sessions = new Sessions({ connection, events, keyring: keys.keyring, tokens, now: () => now });
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});

const within = <T>(work: (session: never) => Promise<T>): Promise<T> =>
  connection.transaction<T>(async (session) => work(session as never));
async function opened(of = holder) {
  let made: Awaited<ReturnType<Sessions['open']>> | undefined;
  await within(async (session) => {
    made = await sessions.open(of, client, session);
  });
  return made!;
}
const isEnded = async (sessionId: string) => (await modelOf(events, endedSessionRecord).findById(sessionId)) !== null;
const refreshed = async (token: string) => {
  const outcome = await sessions.refresh(token);
  if (outcome.kind !== 'refreshed') throw new Error(`Expected a refreshed session, got ${outcome.kind}.`);
  return outcome.refreshToken;
};

it('goes from token to token, and gives the same successor to whoever lost the answer, at once or within a minute', async () => {
  const { refreshToken, sessionId } = await opened();
  const parallel = await Promise.all(Array.from({ length: 20 }, () => refreshed(refreshToken)));
  expect(new Set(parallel).size).toBe(1);
  later(60);
  expect(await refreshed(refreshToken)).toBe(parallel[0]);
  expect(await refreshed(parallel[0]!)).not.toBe(parallel[0]);
  expect((await sessions.again(sessionId))!.refreshToken).toBe(await refreshed(parallel[0]!));
});

it('tells a token that was in force and is used again: late, or after its successor', async () => {
  const late = await opened();
  await refreshed(late.refreshToken);
  later(61);
  expect(await sessions.refresh(late.refreshToken)).toEqual({
    kind: 'reused',
    sessionId: late.sessionId,
    accountId: holder._id,
  });
  const passed = await opened();
  await refreshed(await refreshed(passed.refreshToken));
  expect(await sessions.refresh(passed.refreshToken)).toMatchObject({ kind: 'reused' });
});

it('takes what somebody made up for nothing, also with the id of a session', async () => {
  const { sessionId, refreshToken } = await opened();
  const foreign = new RefreshTokens(pem()).first(sessionId);
  for (const token of ['', 'x', sessionId, foreign, `${refreshToken}A`, `${'f'.repeat(24)}${refreshToken.slice(24)}`])
    expect(await sessions.refresh(token)).toEqual({ kind: 'none' });
  expect(await refreshed(refreshToken)).toContain(sessionId);
});

it('ends when it is not used for two weeks, and lives on when it is', async () => {
  const { refreshToken, sessionId } = await opened();
  later(IDLE_SECONDS - 1);
  const next = await refreshed(refreshToken);
  later(IDLE_SECONDS);
  expect(await sessions.refresh(next)).toEqual({ kind: 'none' });
  expect(await sessions.one(holder._id, sessionId)).toBeNull();
  expect(await sessions.again(sessionId)).toBeNull();
});

it('is ended for all subgraphs in the transaction that ends it, one by one or all but one, and never somebody else’s', async () => {
  const [first, second, third, foreign] = [await opened(), await opened(), await opened(), await opened(other)];
  await within(async (session) => {
    expect(await sessions.end(holder._id, foreign.sessionId, session)).toBe(false);
    expect(await sessions.end(holder._id, first.sessionId, session)).toBe(true);
  });
  expect([await isEnded(first.sessionId), await isEnded(foreign.sessionId)]).toEqual([true, false]);
  expect(await sessions.refresh(first.refreshToken)).toEqual({ kind: 'none' });
  await within(async (session) => sessions.endAll(holder._id, { except: third.sessionId }, session));
  expect(await isEnded(second.sessionId)).toBe(true);
  expect((await sessions.of(holder._id)).map(({ _id }) => _id)).toEqual([third.sessionId]);
  const undone = within(async (session) => {
    await sessions.endAll(holder._id, {}, session);
    throw new Error('out of order');
  });
  await expect(undone).rejects.toThrow('out of order');
  expect([await isEnded(third.sessionId), (await sessions.of(holder._id)).length]).toEqual([false, 1]);
});

it('stores neither token nor place in the clear', async () => {
  const { refreshToken } = await opened();
  const stored = await connection.collection('sessions').find().toArray();
  const text = JSON.stringify(stored) + stored.map((one) => JSON.stringify(Object.values(one))).join('');
  expect(text).not.toContain(refreshToken.slice(25));
  expect(text).not.toMatch(/203\.0\.113|Firefox/);
});

it('keeps so many sessions of an account, and ends the one that was not used for longest', async () => {
  await within(async (session) => sessions.endAll(holder._id, {}, session));
  const oldest = await opened();
  for (let n = 1; n < MOST_SESSIONS; n++) {
    later(1);
    await opened();
  }
  expect(await isEnded(oldest.sessionId)).toBe(false);
  await opened();
  expect(await isEnded(oldest.sessionId)).toBe(true);
  expect(await sessions.of(holder._id)).toHaveLength(MOST_SESSIONS);
});
