import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { Http2PushGateway } from '../../../kit/push/http2-push-gateway.ts';
import type { PushGateway } from '../../../kit/push/push-gateway.ts';
import { pushSink } from '../../../kit/push/push-sink.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { until } from '../../../test/kit/world.ts';
import { Pushes } from '../alert/pushes.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../member.ts';
import { newProof } from '../../../kit/proof/proof-token.ts';
import { ANYTHING } from '../subscription/saved-where.ts';
import { endingToken, Subscriptions } from '../subscription/subscriptions.ts';
import { DeviceSweep } from './device-sweep.ts';
import { Devices } from './devices.ts';

const NOW = new Date('2026-11-27T08:00:00.000Z');
const DAY = 86_400_000;
const log = createLog('test', () => undefined);
let servers: LocalServers;
let keys: TestKeys;
let member: Connection;
let devices: Devices;
let subscriptions: Subscriptions;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  const [connection, events] = connect(servers.mongo.uri, ['member', 'events']) as [Connection, Connection];
  member = connection;
  await member.asPromise();
  await ensureCollections(member, MEMBER_RECORDS);
  await ensureCollections(events, MEMBER_EVENTS);
  devices = new Devices(member, keys.keyring);
  subscriptions = new Subscriptions(member, events, keys.keyring);
}, 60_000);
afterAll(async () => {
  await member?.close();
  await servers?.stop();
  await keys?.close();
});

const inTransaction = async <T>(work: (session: ClientSession) => Promise<T>): Promise<T> => {
  let made: T | undefined;
  await member.transaction(async (session: ClientSession) => void (made = await work(session)));
  return made as T;
};
async function device(lastUsedAt = NOW) {
  const { id: _id, hash: secretHash, token } = newProof();
  const subjectRef = newSubjectRef();
  const how = { platform: 'FCM', locale: 'EN', timeZone: 'UTC' } as const;
  const of = { _id, subjectRef, accountId: null, pushToken: randomBytes(16).toString('hex'), secretHash };
  await inTransaction((session) => devices.save({ ...of, ...how, createdAt: lastUsedAt, lastUsedAt }, session));
  return { token, holder: { kind: 'DEVICE', id: _id, subjectRef, timeZone: null } as const };
}
const subscribed = async ({ holder }: Awaited<ReturnType<typeof device>>) => {
  const what = { kind: 'SAVED_SEARCH', topic: null, query: 'valve', where: ANYTHING, locale: 'EN' } as const;
  const how = { timeZone: 'UTC', frequency: 'AT_ONCE', channel: 'PUSH' } as const;
  return inTransaction((session) => subscriptions.add(holder, { ...what, ...how }, session, NOW));
};

it('is known by the whole of its token, and a subscription by the whole of its own', async () => {
  const one = await device();
  const subscription = await subscribed(one);
  const forged = (token: string) => token.slice(0, 24) + newProof().token.slice(24);
  expect((await devices.ofToken(one.token))?._id).toBe(one.holder.id);
  expect(await devices.ofToken(forged(one.token))).toBeNull();
  expect((await subscriptions.ofToken(endingToken(subscription)))?._id).toBe(subscription._id);
  expect(await subscriptions.ofToken(forged(endingToken(subscription)))).toBeNull();
});

it('is forgotten when it did not come back for a year, and not before', async () => {
  const [late, fresh] = [
    await device(new Date(NOW.getTime() - 365 * DAY - 1)),
    await device(new Date(NOW.getTime() - 365 * DAY)),
  ];
  const forgotten: string[] = [];
  const forget = async (id: string) => {
    forgotten.push(id);
    await inTransaction((session) => devices.remove(id, session));
  };
  await new DeviceSweep({ devices, deviceChanges: { forget }, log, now: () => NOW }).run();
  expect(forgotten).toEqual([late.holder.id]);
  expect(await devices.byId(fresh.holder.id)).not.toBeNull();
});

/** What was written down as handed over. */
const disclosed: string[] = [];
const pushesBy = (gateway: PushGateway) =>
  new Pushes({
    connection: member,
    keyring: keys.keyring,
    gateway,
    devices,
    deviceChanges: { forget: async () => undefined },
    disclose: async (platform) => void disclosed.push(platform),
    subscriptions,
    reach: async () => true,
    log,
  });
const toldTo = (
  { holder }: Awaited<ReturnType<typeof device>>,
  kind: 'alert' | 'digest',
  subscriptionIds: string[],
) => ({
  subjectRef: holder.subjectRef,
  deviceId: holder.id,
  kind,
  subscriptionIds,
  productIds: ['f'.repeat(24)],
});

it('is woken for nothing that was ended while the message waited', async () => {
  const one = await device();
  const [ended, lives] = [await subscribed(one), await subscribed(one)];
  const sink = pushSink();
  const pushes = pushesBy(sink);
  const post = (kind: 'alert' | 'digest', subscriptionIds: string[]) =>
    inTransaction((session) => pushes.post(toldTo(one, kind, subscriptionIds), session));
  await post('alert', [ended._id]);
  await post('digest', [ended._id, lives._id]);
  await inTransaction((session) => subscriptions.end([ended._id], session, NOW));
  pushes.start();
  await until(async () => (await member.collection('pushes').countDocuments()) === 0);
  await pushes.stop();
  expect(sink.pushes().map(({ ids }) => [ids['kind'], ids['subscriptionIds']!.split(',').length])).toEqual([
    ['digest', 1],
  ]);
});

it('counts as handed over what a platform is handed, and nothing where there is no way to one', async () => {
  const one = await device();
  const lives = await subscribed(one);
  const nowhere = pushesBy(new Http2PushGateway({ fcm: null, apns: null }));
  await inTransaction((session) => nowhere.post(toldTo(one, 'alert', [lives._id]), session));
  disclosed.length = 0;
  nowhere.start();
  await until(async () => ((await member.collection('pushes').findOne({}))?.['attempts'] ?? 0) > 0);
  await nowhere.stop();
  expect(disclosed).toEqual([]);
  await member.collection('pushes').updateMany({}, { $set: { dueAt: new Date(0), leasedUntil: null } });
  const sink = pushSink();
  const somewhere = pushesBy(sink);
  somewhere.start();
  await until(async () => (await member.collection('pushes').countDocuments()) === 0);
  await somewhere.stop();
  expect(disclosed).toEqual(sink.pushes().map(({ platform }) => platform));
  expect(disclosed).toHaveLength(1);
});
