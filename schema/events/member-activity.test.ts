import type { ClientSession } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../kit/local-servers/local-servers.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { ensureCollections, modelOf } from '../../kit/record/record.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { MemberActivity } from './member-activity.ts';
import { memberActivityRecord, unusualActivityRecord } from './member-activity.record.ts';

let servers: LocalServers;
let events: ReturnType<typeof connect>[number];
let now = new Date('2026-11-24T10:00:30Z');
const member = { accountId: 'a'.repeat(24), subjectRef: newSubjectRef(), paused: false };
const another = { accountId: 'b'.repeat(24), subjectRef: newSubjectRef(), paused: false };
const activity = () => new MemberActivity({ events, most: 20, now: () => now });
const told = () => modelOf(events, unusualActivityRecord).find().lean();

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [events] = connect(servers.mongo.uri, ['events']);
  await events.asPromise();
  await ensureCollections(events, [memberActivityRecord, unusualActivityRecord]);
});
afterAll(async () => {
  await events?.close();
  await servers?.stop();
});
beforeEach(async () => {
  await modelOf(events, memberActivityRecord).deleteMany({});
  await modelOf(events, unusualActivityRecord).deleteMany({});
});

it('lets no more through than is like a member, however parallel, and tells it once', async () => {
  const admitted = await Promise.all(Array.from({ length: 50 }, () => activity().admits(member)));
  expect(admitted.filter(Boolean).length).toBeLessThanOrEqual(20);
  expect(await activity().admits(member)).toBe(false);
  expect(await told()).toMatchObject([{ _id: member.accountId, subjectRef: member.subjectRef, count: 51 }]);
  expect(await activity().admits(another)).toBe(true);
});

it('counts ten minutes together, and no more', async () => {
  expect(await activity().admits(member, 20)).toBe(true);
  now = new Date(now.getTime() + 9 * 60_000);
  expect(await activity().admits(member)).toBe(false);
  now = new Date(now.getTime() + 10 * 60_000);
  expect(await activity().admits(member, 20)).toBe(true);
});

it('admits nothing of a paused account, and begins anew when the owner has confirmed', async () => {
  expect(await activity().admits({ ...member, paused: true })).toBe(false);
  expect(await told()).toEqual([]);
  await activity().admits(member, 21);
  await events.transaction(async (session: ClientSession) => activity().forget(member.accountId, session));
  expect(await activity().admits(member, 20)).toBe(true);
});
