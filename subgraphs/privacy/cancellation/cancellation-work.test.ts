import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { Allowances } from '../../../kit/allowance/allowances.ts';
import { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import { TokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { until } from '../../../test/kit/world.ts';
import { PRIVACY_EVENTS, PRIVACY_RECORDS } from '../privacy.ts';
import { AccountKeeping } from './account-keeping.ts';
import { AccountLeaving } from './account-leaving.ts';
import { KEEPABLE_SECONDS } from './account-cancellation.record.ts';
import { CancellationStore } from './cancellation-store.ts';
import { CancellationWork } from './cancellation-work.ts';

import.meta.jest.setTimeout(60_000);

const client = { network: '203.0.113.0/24', device: 'Firefox on Windows', addressKey: 'visitor' };
const BEGUN = new Date('2026-12-01T12:00:00.000Z');
const AFTER = new Date(BEGUN.getTime() + KEEPABLE_SECONDS * 1_000);
const log = createLog('test', () => undefined);
let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
let events: Connection;
let store: CancellationStore;
let now = BEGUN;
let token = '';
const outcomes: string[] = [];
const said: string[] = [];
const works: CancellationWork[] = [];

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection, events] = connect(servers.mongo.uri, ['privacy', 'events']) as [Connection, Connection];
  await connection.asPromise();
  await ensureCollections(connection, PRIVACY_RECORDS);
  await ensureCollections(events, PRIVACY_EVENTS);
  store = new CancellationStore(connection);
});
beforeEach(() => {
  now = BEGUN;
  outcomes.length = 0;
  said.length = 0;
});
afterEach(async () => {
  await Promise.all(works.splice(0).map((work) => work.stop()));
  await store.collection.deleteMany({});
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});

const cases = {
  takenBack: async (caseId: string) => void outcomes.push(`taken back ${caseId}`),
  dueForErasure: async (caseId: string) => void outcomes.push(`due ${caseId}`),
} as never;
type Part = Pick<Participant, 'restrict' | 'lift'>;
const part = (name: string, before = async () => undefined as void): Part => ({
  restrict: async (references, reason, end) => {
    await before();
    said.push(`${name} restrict ${reason} ${references.length} ${end}`);
    return { changed: 1 };
  },
  lift: async (references, reason) => {
    said.push(`${name} lift ${reason} ${references.length}`);
    return { changed: 1 };
  },
});
const working = (participants: readonly Part[]): CancellationWork => {
  const work = new CancellationWork({ connection, store, cases, participants, log, now: () => now });
  works.push(work);
  work.start();
  return work;
};
const account = { accountId: '', email: 'a@member.example', name: 'A', locale: 'TR', country: null } as const;
const left = async (isStaff = false, accountId = randomBytes(12).toString('hex')) => {
  const caseId = randomBytes(12).toString('hex');
  const mails = { post: async ({ facts }: { facts: { token: string } }) => void (token = facts.token) } as never;
  const identify = async () => ({ references: [], account: { ...account, isStaff } });
  const leaving = new AccountLeaving({ events, identify, store, mails, now: () => now });
  const references = [{ ref: newSubjectRef(), kind: 'MEMBER' as const }];
  const to = { email: 'b@other.example', subjectRef: newSubjectRef(), locale: 'TR' as const };
  let begun = false;
  await connection.transaction(async (session: ClientSession) => {
    begun = await leaving.begin({ caseId, accountId, references, to, session });
  });
  return { caseId, begun, id: (await store.ofCase(caseId))?._id ?? '' };
};
const keep = (given = token, idempotencyKey = randomBytes(16).toString('hex')) =>
  new AccountKeeping({
    allowances: new Allowances(connection, keys.keyring),
    cases,
    idempotency: new Idempotency(connection, keys.keyring),
    store,
    now: () => now,
  }).keep({ token: given, idempotencyKey }, client);
const stateOf = async (id: string) => (await store.byId(id))!.state;
const STOPPED = `ACCOUNT_LEFT 1 ${AFTER.toISOString()}`;

it('has every part stop, waits for those that are away, and is due for erasure after seven days and not before', async () => {
  let isAway = true;
  const away = part('catalog', async () => {
    if (isAway) throw new Error('away');
  });
  working([part('member'), away]);
  const { id, caseId } = await left();
  await until(() => said.length > 0);
  expect(await stateOf(id)).toBe('STOPPING');
  isAway = false;
  // As long as it pauses at most by now.
  now = new Date(BEGUN.getTime() + 60_000);
  await until(async () => (await stateOf(id)) === 'STOPPED');
  expect(new Set(said)).toEqual(new Set([`member restrict ${STOPPED}`, `catalog restrict ${STOPPED}`]));
  now = new Date(AFTER.getTime() - 1);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect([await stateOf(id), outcomes]).toEqual(['STOPPED', []]);
  now = AFTER;
  await until(async () => (await stateOf(id)) === 'DUE_FOR_ERASURE');
  expect(outcomes).toEqual([`due ${caseId}`]);
  expect(await keep()).toMatchObject({ kind: 'refused', refusal: { reason: 'TOO_LATE' } });
});

it('is taken back once, by the token of the mail, and by nothing else', async () => {
  const work = working([part('member'), part('catalog')]);
  const { id, caseId } = await left();
  expect(await work.settled(id)).toBe(true);
  const forged = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
  expect(await keep(forged)).toMatchObject({ refusal: expect.any(TokenNotUsable) });
  const key = randomBytes(16).toString('hex');
  const all = await Promise.all(Array.from({ length: 10 }, () => keep(token, key)));
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['done']));
  expect(await work.settled(id)).toBe(true);
  expect([await stateOf(id), outcomes]).toEqual(['KEPT', [`taken back ${caseId}`]]);
  expect(said.slice(-2)).toEqual(['member lift ACCOUNT_LEFT 1', 'catalog lift ACCOUNT_LEFT 1']);
  now = new Date(AFTER.getTime() + 1);
  expect(await keep()).toMatchObject({ refusal: expect.any(TokenNotUsable) });
});

it('what is taken back while parts still stop is taken up again after they did', async () => {
  let go: () => void = () => undefined;
  const waits = new Promise<void>((resolve) => (go = resolve));
  const begun = new Promise<void>((resolve) => {
    working([part('member', async () => (resolve(), waits))]);
  });
  const { id } = await left();
  await begun;
  expect((await keep()).kind).toBe('done');
  go();
  await until(async () => (await stateOf(id)) === 'KEPT');
  expect(said).toEqual([`member restrict ${STOPPED}`, 'member lift ACCOUNT_LEFT 1']);
});

it('whoever leaves again before every part has heard that they stay is not brought back by what was begun before', async () => {
  let isAway = false;
  const away: Part = {
    restrict: async () => ({ changed: 0 }),
    lift: async () => {
      if (isAway) throw new Error('away');
      return { changed: 1 };
    },
  };
  const work = working([part('member'), away]);
  const accountId = randomBytes(12).toString('hex');
  const first = await left(false, accountId);
  expect(await work.settled(first.id)).toBe(true);
  isAway = true;
  expect((await keep()).kind).toBe('done');
  await until(() => said.includes('member lift ACCOUNT_LEFT 1'));
  const second = await left(false, accountId);
  isAway = false;
  // What failed a moment ago may be put off by the clock as it is then.
  await until(async () => {
    now = new Date(now.getTime() + 60_000);
    return (await stateOf(first.id)) === 'KEPT';
  });
  await until(async () => (await stateOf(second.id)) === 'STOPPED');
  expect(said.at(-1)).toMatch(/^member restrict/);
  const lifts = () => said.filter((line) => line.startsWith('member lift')).length;
  const before = lifts();
  expect((await keep()).kind).toBe('done');
  await until(async () => (await stateOf(second.id)) === 'KEPT');
  expect(lifts()).toBe(before + 1);
});

it('of an account that was cancelled in two ways each is taken back with one, and none when one is due', async () => {
  const work = working([part('member')]);
  const accountId = randomBytes(12).toString('hex');
  const first = await left(false, accountId);
  const own = token;
  const second = await left(false, accountId);
  expect([await work.settled(first.id), await work.settled(second.id)]).toEqual([true, true]);
  expect((await keep(own)).kind).toBe('done');
  await until(async () => (await stateOf(first.id)) === 'KEPT' && (await stateOf(second.id)) === 'KEPT');
  expect(outcomes.toSorted()).toEqual([first.caseId, second.caseId].map((id) => `taken back ${id}`).toSorted());
  const third = await left(false, accountId);
  now = new Date(BEGUN.getTime() + 86_400_000);
  const fourth = await left(false, accountId);
  now = AFTER;
  await until(async () => (await stateOf(third.id)) === 'DUE_FOR_ERASURE');
  expect(await keep()).toMatchObject({ kind: 'refused', refusal: { reason: 'TOO_LATE' } });
  expect(await stateOf(fourth.id)).toBe('STOPPED');
});

it('of processes at it together one tells each part, and one makes it due', async () => {
  const parts = [part('member'), part('catalog')];
  const [work] = [working(parts), working(parts), working(parts)];
  const { id, caseId } = await left();
  expect(await work.settled(id)).toBe(true);
  now = AFTER;
  await until(async () => (await stateOf(id)) === 'DUE_FOR_ERASURE');
  expect([said.length, outcomes]).toEqual([2, [`due ${caseId}`]]);
});

it('staff are not cancelled so', async () => {
  expect(await left(true)).toMatchObject({ begun: false, id: '' });
});
