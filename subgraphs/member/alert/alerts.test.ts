import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { ClientSession, Connection } from 'mongoose';
import { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { startMailCatcher, type MailCatcher } from '../../../kit/mail/mail-catcher.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { pushSink, type PushSink } from '../../../kit/push/push-sink.ts';
import { ensureCollections, modelOf } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { anonymous, type Viewer } from '../../../kit/viewer/viewer.ts';
import { productListingRecord } from '../../../schema/events/product-listing.record.ts';
import { accountOf } from '../../../test/kit/colleagues.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { until } from '../../../test/kit/world.ts';
import { Accounts } from '../account/accounts.ts';
import { Allowances } from '../../../kit/allowance/allowances.ts';
import { MailSender } from '../../../kit/mail/outgoing/mail-sender.ts';
import { Mails } from '../mail/mails.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../member.ts';
import { ANYTHING } from '../subscription/saved-where.ts';
import type { Holder } from '../subscription/subscriber-identities.ts';
import type { NewSubscription } from '../subscription/subscriptions.ts';
import { alertServices } from './alert-services.ts';

const BEGUN = new Date('2026-03-28T12:00:00.000Z');
const client = { network: '203.0.113.0/24', device: 'Firefox on Windows', addressKey: 'visitor' };
const log = createLog('test', () => undefined);
let servers: LocalServers;
let keys: TestKeys;
let catcher: MailCatcher;
let member: Connection;
let events: Connection;
let sink: PushSink;
let now = BEGUN;

/** What one process has, on the stores that all have. */
function process() {
  const [connection, { keyring }] = [member, keys];
  const accounts = new Accounts(connection, keyring);
  const sender = new MailSender({ smtp: catcher.url, from: 'directory@directory.example' });
  const mails = new Mails({ connection, keyring, sender, publicUrl: 'https://directory.example', log });
  const services = alertServices({
    connection,
    events,
    keyring,
    push: sink,
    accounts,
    allowances: new Allowances(connection, keyring),
    idempotency: new Idempotency(connection, keyring),
    mails,
    reach: async () => true,
    log,
    now: () => now,
  });
  const [alerts, digests, pushes] = services.alertWork;
  return { ...services, alerts, digests, pushes, mails, accounts };
}

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: globalThis.process.env, log: () => undefined });
  keys = await startTestKeys();
  catcher = await startMailCatcher({ port: 0 });
  sink = pushSink();
  [member, events] = connect(servers.mongo.uri, ['member', 'events']) as [Connection, Connection];
  await member.asPromise();
  await ensureCollections(member, MEMBER_RECORDS);
  await ensureCollections(events, [...MEMBER_EVENTS, productListingRecord]);
}, 60_000);
afterAll(async () => {
  await member?.close();
  await catcher?.stop();
  await servers?.stop();
  await keys?.close();
});
beforeEach(() => void (now = BEGUN));

const id = () => randomBytes(12).toString('hex');
const inTransaction = async <T>(work: (session: ClientSession) => Promise<T>): Promise<T> => {
  let made: T | undefined;
  await member.transaction(async (session: ClientSession) => void (made = await work(session)));
  return made as T;
};
/** Somebody with an account. */
async function reader() {
  const [accountId, subjectRef] = [id(), newSubjectRef()];
  const email = `${accountId}@reader.example`;
  const account = { ...accountOf(accountId, subjectRef, email), locale: 'EN' as const };
  await inTransaction((session) => process().accounts.add(account, session, BEGUN));
  const viewer: Viewer = { kind: 'account', accountId, sessionId: id(), roles: [] };
  return { email, viewer, holder: { kind: 'ACCOUNT', id: accountId, subjectRef, timeZone: null } as const };
}
type Held = { holder: Holder };
const WHAT = { kind: 'SAVED_SEARCH', topic: null, query: 'valve', where: ANYTHING, locale: 'EN' } as const;
const HOW = { timeZone: 'Europe/Berlin', frequency: 'AT_ONCE', channel: 'MAIL' } as const;
const subscribed = ({ holder }: Held, given: Partial<NewSubscription> = {}) =>
  inTransaction((session) => process().subscriptions.add(holder, { ...WHAT, ...HOW, ...given }, session, BEGUN));
/** Products come to be found, as the catalog publishes it. */
const found = async (savedSearchId: string, { holder }: Held, count = 1) => {
  const matches = Array.from({ length: count }, (_, index) => {
    const productId = id();
    return {
      _id: `${savedSearchId}.${productId}`,
      // Nobody takes it up before the test does.
      dueAt: new Date('2026-01-01T00:00:00.000Z'),
      leasedUntil: null,
      attempts: 0,
      subjectRef: holder.subjectRef,
      savedSearchId,
      productId,
      companyId: 'c'.repeat(24),
      name: { en: `Valve ${index + 1}` },
      at: now,
      shown: true,
      digestId: null,
      doneAt: null,
    };
  });
  await events.collection('searchMatches').insertMany(matches as never);
  return matches;
};
const posted = (subjectRef: string) => member.collection('mails').countDocuments({ subjectRef });
const withdraw = (productId: string) =>
  modelOf(events, productListingRecord).collection.insertOne({
    _id: productId,
    companyId: 'c'.repeat(24),
    categoryCode: '10.20',
    shown: false,
  } as never);

it('tells a match once, however many processes come to it at one moment', async () => {
  const who = await reader();
  const { _id } = await subscribed(who);
  const [match] = await found(_id, who);
  const processes = Array.from({ length: 4 }, () => process());
  await Promise.all(processes.map(({ alerts }) => alerts.tell(match!._id)));
  await process().alerts.tell(match!._id);
  expect(await posted(who.holder.subjectRef)).toBe(1);
});

it('tells nothing of what is ended in the same moment: the database lets one of the two through', async () => {
  const who = await reader();
  const { subscriptions, alerts } = process();
  const { _id } = await subscribed(who);
  const [match] = await found(_id, who);
  const [ended, begun] = [new AbortController(), new AbortController()];
  const aborted = ({ signal }: AbortController) => signal.aborted || once(signal, 'abort');
  const ending = inTransaction(async (session) => {
    await subscriptions.end([_id], session, now);
    begun.abort();
    await aborted(ended);
  });
  await aborted(begun);
  const other = await member.startSession();
  other.startTransaction();
  // The count alone decides, whether or not there is a match.
  await expect(subscriptions.telling(_id, other)).rejects.toMatchObject({ code: 112 });
  await other.endSession();
  const telling = alerts.tell(match!._id);
  ended.abort();
  await Promise.all([ending, telling]);
  expect(await posted(who.holder.subjectRef)).toBe(0);
  expect(await inTransaction((session) => subscriptions.telling(_id, session))).toBeNull();
});

it('lets a holder have a hundred, however many are asked for at once', async () => {
  const who = await reader();
  const { subscribing, subscriptions } = process();
  await inTransaction(async (session) => {
    for (let index = 0; index < 97; index++)
      await subscriptions.add(who.holder, { ...WHAT, ...HOW, query: `valve ${index}` }, session, BEGUN);
  });
  const asked = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      subscribing.saveSearch({ viewer: who.viewer, locale: 'EN', client }, {
        query: `pipe ${index}`,
        frequency: 'DAILY',
        channel: 'MAIL',
        idempotencyKey: randomUUID(),
      } as never),
    ),
  );
  expect(asked.filter(({ kind }) => kind === 'done')).toHaveLength(3);
  for (const outcome of asked)
    if (outcome.kind === 'refused') expect(outcome.refusal).toMatchObject({ reason: 'TOO_MANY' });
  expect(await member.collection('subscriptions').countDocuments({ holderId: who.holder.id })).toBe(100);
});

it('does not tell of a product that was withdrawn since, at once or in a digest', async () => {
  const who = await reader();
  const { alerts, digests } = process();
  const atOnce = await subscribed(who);
  const [gone] = await found(atOnce._id, who);
  await withdraw(gone!.productId);
  await alerts.tell(gone!._id);
  expect(await posted(who.holder.subjectRef)).toBe(0);
  const daily = await subscribed(who, { frequency: 'DAILY', query: 'pipe' });
  const [stays, goes] = await found(daily._id, who, 2);
  for (const { _id } of [stays!, goes!]) await alerts.tell(_id);
  await withdraw(goes!.productId);
  now = new Date('2026-03-29T06:00:00.000Z');
  digests.start();
  await until(async () => (await posted(who.holder.subjectRef)) === 1);
  await digests.stop();
  const matches = events.collection('searchMatches');
  expect(await matches.countDocuments({ savedSearchId: daily._id, doneAt: null })).toBe(0);
});

it('sends one digest a period by clocks that are put forward in between, also when its process is killed', async () => {
  const who = await reader();
  const killed = process();
  const { _id } = await subscribed(who, { frequency: 'DAILY' });
  for (const match of await found(_id, who, 25)) await killed.alerts.tell(match._id);
  const waiting = member.collection<{ _id: string; dueAt: Date; leasedUntil: Date | null }>('digests');
  const [digest] = await waiting.find({ holderId: who.holder.id }).toArray();
  expect(digest!.dueAt).toEqual(new Date('2026-03-29T06:00:00.000Z'));
  // The process that had it was killed half-way: its lease is there, and nobody ends it.
  now = new Date('2026-03-29T06:00:01.000Z');
  await waiting.updateOne({ _id: digest!._id }, { $set: { leasedUntil: new Date(now.getTime() + 30_000) } });
  const others = [process(), process()];
  for (const { digests } of others) digests.start();
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(await posted(who.holder.subjectRef)).toBe(0);
  now = new Date('2026-03-29T06:00:32.000Z');
  await until(async () => (await posted(who.holder.subjectRef)) > 0);
  const [late] = await found(_id, who);
  await others[0]!.alerts.tell(late!._id);
  const [next] = await waiting.find({ holderId: who.holder.id }).toArray();
  expect(next!.dueAt).toEqual(new Date('2026-03-30T06:00:00.000Z'));
  await Promise.all(others.map(({ digests }) => digests.stop()));
  const { mails } = process();
  mails.start();
  await until(() => catcher.mails().some(({ to }) => to === who.email));
  await mails.stop();
  const sent = catcher.mails().filter(({ to }) => to === who.email);
  expect(sent.map(({ subject }) => subject)).toEqual(['25 new products for you']);
  expect(sent[0]!.text.match(/\/products\//g)).toHaveLength(20);
  expect(sent[0]!.text).toContain('and 5 more');
  expect(sent[0]!.listUnsubscribe).toMatch(/^<https:\/\/directory\.example\/unsubscribe\/[\w-]{67}\?digest>$/);
  expect(sent[0]!.listUnsubscribePost).toBe('List-Unsubscribe=One-Click');
}, 30_000);

/** A device that is registered, and its record. */
async function device() {
  const { deviceChanges, devices } = process();
  let deviceToken = '';
  const pushToken = `push-token-${id()}`;
  const input = { platform: 'FCM', pushToken, idempotencyKey: randomUUID() } as never;
  const asking = { viewer: anonymous, client, locale: 'EN' } as const;
  await deviceChanges.register(asking, input, (token) => (deviceToken = token));
  const { subjectRef, _id } = (await devices.ofToken(deviceToken))!;
  const holder = { kind: 'DEVICE', id: _id, subjectRef, timeZone: null } as const;
  return {
    deviceToken,
    pushToken,
    holder,
    isDestroyed: async () => (await keys.keyring.destroyed([subjectRef])).size === 1,
  };
}

it('forgets a device that the platform says is gone, with what it held and its data key', async () => {
  const gone = await device();
  const { _id } = await subscribed(gone, { channel: 'PUSH' });
  const [match] = await found(_id, gone);
  sink.lose(gone.pushToken);
  const { alerts, pushes, devices } = process();
  await alerts.tell(match!._id);
  pushes.start();
  await until(gone.isDestroyed);
  await until(async () => (await devices.ownRef(gone.holder.id)) === null);
  await pushes.stop();
  expect(await member.collection('subscriptions').countDocuments({ holderId: gone.holder.id, endedAt: null })).toBe(0);
  expect(await events.collection('savedSearches').countDocuments({ _id: _id as never })).toBe(0);
  expect(await member.collection('pushes').countDocuments({ deviceId: gone.holder.id })).toBe(0);
});

it('destroys the data key of a device that is forgotten or joined to an account, and of no other', async () => {
  const [forgotten, joined, stays] = [await device(), await device(), await device()];
  await subscribed(joined, { channel: 'PUSH' });
  const { deviceChanges, subscriptions } = process();
  const { viewer, holder } = await reader();
  const asking = { viewer, client, locale: 'EN' } as const;
  const input = ({ deviceToken }: { deviceToken: string }) => ({ deviceToken, idempotencyKey: randomUUID() });
  expect(await deviceChanges.forgetByToken(asking, input(forgotten))).toMatchObject({ kind: 'done' });
  expect(await deviceChanges.adopt(asking, input(joined))).toMatchObject({ kind: 'done' });
  expect(await Promise.all([forgotten, joined, stays].map(({ isDestroyed }) => isDestroyed()))).toEqual([
    true,
    true,
    false,
  ]);
  expect(await subscriptions.page(holder, 10, null)).toMatchObject([{ query: 'valve' }]);
  expect(await deviceChanges.forgetByToken(asking, input(joined))).toMatchObject({ kind: 'done' });
  expect((await keys.keyring.destroyed([holder.subjectRef])).size).toBe(0);
});
