import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { ClientSession, Connection } from 'mongoose';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { startMailCatcher, type MailCatcher } from '../../../kit/mail/mail-catcher.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { pushSink } from '../../../kit/push/push-sink.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { auditEventRecord } from '../../../schema/events/audit-event.ts';
import { startChild } from '../../../test/kit/child.ts';
import { accountOf } from '../../../test/kit/colleagues.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { until } from '../../../test/kit/world.ts';
import { Accounts } from '../account/accounts.ts';
import { alertServices } from '../alert/alert-services.ts';
import { Allowances } from '../../../kit/allowance/allowances.ts';
import { Guests } from '../guest/guests.ts';
import { MailSender } from '../../../kit/mail/outgoing/mail-sender.ts';
import { Mails } from '../mail/mails.ts';
import { Restrictions } from '../restriction/restrictions.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../member.ts';

const BEGUN = new Date('2026-11-20T12:00:00.000Z');
const STAFF = {
  kind: 'account',
  accountId: 'd'.repeat(24),
  sessionId: 'e'.repeat(24),
  roles: ['ADMINISTRATOR'],
} as const;
const log = createLog('test', () => undefined);
let servers: LocalServers;
let keys: TestKeys;
let catcher: MailCatcher;
let member: Connection;
let events: Connection;
let now = BEGUN;

/** What one process has, on the stores that all have. */
function process() {
  const [connection, { keyring }] = [member, keys];
  const accounts = new Accounts(connection, keyring);
  const sender = new MailSender({ smtp: catcher.url, from: 'directory@directory.example' });
  const mails = new Mails({ connection, keyring, sender, publicUrl: 'https://directory.example', log });
  const idempotency = new Idempotency(connection, keyring);
  const allowances = new Allowances(connection, keyring);
  const given = { connection, events, keyring, push: pushSink(), accounts, allowances, idempotency, mails, log };
  return {
    ...alertServices({ ...given, reach: async () => true, now: () => now }),
    mails,
    accounts,
    guests: new Guests(connection, keyring),
  };
}

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: globalThis.process.env, log: () => undefined });
  keys = await startTestKeys();
  catcher = await startMailCatcher({ port: 0 });
  [member, events] = connect(servers.mongo.uri, ['member', 'events']) as [Connection, Connection];
  await member.asPromise();
  // So long the database holds a transaction of a client that is gone; else it is a minute.
  await member.db!.admin().command({ setParameter: 1, transactionLifetimeLimitSeconds: 5 });
  await ensureCollections(member, MEMBER_RECORDS);
  await ensureCollections(events, [...MEMBER_EVENTS, auditEventRecord]);
}, 120_000);
afterAll(async () => {
  await member?.close();
  await catcher?.stop();
  await servers?.stop();
  await keys?.close();
});
beforeEach(async () => {
  now = BEGUN;
  for (const name of ['subscriptions', 'mails', 'newsletterIssues']) await member.collection(name).deleteMany({});
});

const id = () => randomBytes(12).toString('hex');
const inTransaction = async <T>(work: (session: ClientSession) => Promise<T>): Promise<T> => {
  let made: T | undefined;
  await member.transaction(async (session: ClientSession) => void (made = await work(session)));
  return made as T;
};
const WHAT = { kind: 'NEWSLETTER', topic: 'directory-news', query: null, where: null } as const;
const HOW = { timeZone: 'UTC', frequency: 'AT_ONCE', channel: 'MAIL' } as const;
type Held = { kind: 'ACCOUNT' | 'GUEST'; id: string; subjectRef: string; timeZone: null };
const subscribed = (holder: Held, locale: Locale = 'EN', at = BEGUN) =>
  inTransaction((session) => process().subscriptions.add(holder, { ...WHAT, ...HOW, locale }, session, at));
/** Somebody with an account. */
async function reader(email = `${id()}@reader.example`) {
  const holder = { kind: 'ACCOUNT', id: id(), subjectRef: newSubjectRef(), timeZone: null } as const;
  await inTransaction((session) =>
    process().accounts.add(accountOf(holder.id, holder.subjectRef, email), session, BEGUN),
  );
  return holder;
}
/** Somebody who is known by a proven address alone. */
async function guest(email: string): Promise<Held> {
  const subjectRef = newSubjectRef();
  const made = await inTransaction((session) =>
    process().guests.proven({ subjectRef, email, locale: 'EN' }, session, BEGUN),
  );
  return { kind: 'GUEST', id: made._id, subjectRef, timeZone: null };
}
const content = (locale: Locale) => ({ locale, subject: `Subject ${locale}`, text: `Text ${locale}` });
/** An issue that is sent off; its id. */
async function sentOff(locales: Locale[] = ['EN', 'TR']): Promise<string> {
  const { newsletterEditing } = process();
  const saved = await newsletterEditing.save(STAFF, {
    newsletter: 'directory-news',
    contents: locales.map(content),
    idempotencyKey: randomUUID(),
  } as never);
  const reference = (saved as { reference: string }).reference;
  const which = { id: globalId('NewsletterIssue', reference), expectedVersion: 1, idempotencyKey: randomUUID() };
  expect((await newsletterEditing.send(STAFF, which)).kind).toBe('done');
  return reference;
}
const all = async (issue: string) => {
  while (!(await process().newsletterSending.postBatch(issue)));
};
const posted = () => member.collection('mails').countDocuments({ template: 'newsletterIssue' });
const stored = async (issue: string) => (await process().newsletterIssues.byId(issue))!;

it('posts one mail for each subscription, however many processes come to it at one moment', async () => {
  for (let index = 0; index < 130; index++) await subscribed(await reader());
  const issue = await sentOff();
  const batches = Array.from({ length: 4 }, () => process().newsletterSending.postBatch(issue));
  await Promise.all(batches);
  await all(issue);
  await all(issue);
  expect(await posted()).toBe(130);
  expect(new Set(await member.collection('mails').distinct('subjectRef')).size).toBe(130);
  expect(await stored(issue)).toMatchObject({ state: 'SENT', sent: 130, skipped: 0 });
}, 120_000);

it('is posted to nobody more once it was stopped, also by who is posting at that moment, and is stopped once', async () => {
  for (let index = 0; index < 130; index++) await subscribed(await reader());
  const issue = await sentOff();
  expect(await process().newsletterSending.postBatch(issue)).toBe(false);
  const which = { id: globalId('NewsletterIssue', issue), idempotencyKey: randomUUID() };
  const { newsletterEditing, newsletterSending } = process();
  const [stopping] = await Promise.all([newsletterEditing.stop(STAFF, which), newsletterSending.postBatch(issue)]);
  expect(stopping.kind).toBe('done');
  const { state, sent } = await stored(issue);
  expect([state, await posted()]).toEqual(['STOPPED', sent]);
  expect([50, 100]).toContain(sent);
  await all(issue);
  expect(await posted()).toBe(sent);
  expect(await newsletterEditing.stop(STAFF, which)).toMatchObject({ kind: 'done', repeated: true });
  const again = { ...which, idempotencyKey: randomUUID() };
  expect(await newsletterEditing.stop(STAFF, again)).toMatchObject({ refusal: { currentState: 'STOPPED' } });
}, 120_000);

it('goes on where another process stopped, by itself', async () => {
  for (let index = 0; index < 60; index++) await subscribed(await reader());
  const issue = await sentOff();
  expect(await process().newsletterSending.postBatch(issue)).toBe(false);
  // Its lease is there, and nobody ends it.
  const leasedUntil = new Date(now.getTime() + 30_000);
  await member.collection<{ _id: string }>('newsletterIssues').updateOne({ _id: issue }, { $set: { leasedUntil } });
  const { newsletterSending } = process();
  newsletterSending.start();
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(await posted()).toBe(50);
  now = new Date(now.getTime() + 31_000);
  await until(async () => (await stored(issue)).state === 'SENT', 40_000);
  await newsletterSending.stop();
  expect(await posted()).toBe(60);
}, 120_000);

it('doubles and loses none when its process is killed on the spot', async () => {
  for (let index = 0; index < 190; index++) await subscribed(await reader());
  const issue = await sentOff();
  const env = { ...globalThis.process.env, ...keys.env, MONGODB_URI: servers.mongo.uri };
  const child = startChild('test/kit/newsletter-sender.main.ts', env);
  await until(async () => (await posted()) > 0, 60_000);
  await child.kill();
  // Until then the killed one has it.
  now = new Date(Date.now() + 60_000);
  const { newsletterSending } = process();
  newsletterSending.start();
  await until(async () => (await stored(issue)).state === 'SENT', 120_000);
  await newsletterSending.stop();
  expect(await posted()).toBe(190);
  expect(await member.collection('mails').distinct('subscriptionId')).toHaveLength(190);
  expect(await stored(issue)).toMatchObject({ sent: 190, skipped: 0 });
}, 240_000);

it('posts no more while many wait to be sent, and then goes on', async () => {
  for (let index = 0; index < 230; index++) await subscribed(await reader());
  const issue = await sentOff();
  const { newsletterSending } = process();
  newsletterSending.start();
  await until(async () => (await posted()) >= 200, 40_000);
  await until(async () => (await stored(issue)).dueAt > now, 40_000);
  expect(await stored(issue)).toMatchObject({ state: 'SENDING', sent: 200 });
  await member.collection('mails').deleteMany({});
  now = new Date(now.getTime() + 5_000);
  await until(async () => (await stored(issue)).state === 'SENT', 40_000);
  await newsletterSending.stop();
  expect(await posted()).toBe(30);
}, 120_000);

it('writes in the reader’s language, else in English, with one click that ends it', async () => {
  const [turk, chinese] = [await reader('turk@reader.example'), await reader('chinese@reader.example')];
  const { secret, _id } = await subscribed(turk, 'TR');
  await subscribed(chinese, 'ZH');
  await all(await sentOff());
  const { mails } = process();
  mails.start();
  await until(() => catcher.mails().filter(({ to }) => /^(turk|chinese)@/.test(to)).length === 2, 40_000);
  await mails.stop();
  const to = (address: string) => catcher.mails().find((mail) => mail.to === address);
  const token = _id + secret;
  expect(to('turk@reader.example')).toMatchObject({
    subject: 'Subject TR',
    listUnsubscribe: `<https://directory.example/unsubscribe/${token}>`,
    listUnsubscribePost: 'List-Unsubscribe=One-Click',
  });
  expect(to('turk@reader.example')!.text).toContain(`/subscriptions#token=${token}`);
  expect(to('chinese@reader.example')).toMatchObject({ subject: 'Subject EN' });
  expect(to('chinese@reader.example')!.text).toContain('终止订阅此简报');
}, 120_000);

it('sends one mail to a person who holds it by several identities, and one click ends it for all', async () => {
  const email = 'twice@reader.example';
  const [account, address] = [await reader(email), await guest(email)];
  const [own, other] = [await subscribed(account), await subscribed(address)];
  await inTransaction((session) => process().guestMerging.join(account.id, session));
  const issue = await sentOff();
  await all(issue);
  expect(await posted()).toBe(1);
  expect(await stored(issue)).toMatchObject({ sent: 1, skipped: 1 });
  const later = own._id > other._id ? own : other;
  const asking = { viewer: { kind: 'anonymous' }, locale: 'EN', client: null } as const;
  const click = { token: later._id + later.secret, digest: false };
  expect(await process().subscribing.endByToken(asking, click)).toMatchObject({ kind: 'done', reference: '2' });
  await all(await sentOff());
  expect(await posted()).toBe(0);
});

it('sends nothing to who subscribed later, or has no address any more', async () => {
  await subscribed(await reader(), 'EN', new Date(BEGUN.getTime() + 1_000));
  const gone = await reader();
  await subscribed(gone);
  await keys.keyring.destroy([gone.subjectRef]);
  const paused = await reader();
  await subscribed(paused);
  await member.collection('accounts').updateOne({ _id: paused.id as never }, { $set: { status: 'DISABLED' } });
  const issue = await sentOff();
  await all(issue);
  expect(await posted()).toBe(0);
  expect(await stored(issue)).toMatchObject({ state: 'SENT', sent: 0, skipped: 3 });
});

it('sends nothing to whose data is kept and not used, and to everybody else as ever', async () => {
  const [gone, stopped, there] = [await reader(), await guest(`${id()}@reader.example`), await reader()];
  for (const one of [gone, stopped, there]) await subscribed(one);
  await member.collection('accounts').updateOne({ _id: gone.id as never }, { $set: { status: 'CANCELLED' } });
  const reasons = [{ reason: 'RESTRICTION' as const, at: BEGUN, until: null }];
  const { subjectRef } = stopped;
  await inTransaction((session) =>
    new Restrictions(member).put({ _id: subjectRef, subjectRef, reasons, membership: null }, session),
  );
  const issue = await sentOff();
  await all(issue);
  expect(await member.collection('mails').distinct('subjectRef')).toEqual([there.subjectRef]);
  expect(await stored(issue)).toMatchObject({ state: 'SENT', sent: 1, skipped: 2 });
});

it('sends nothing of what is ended in the same moment, or before the mail went: it is taken back', async () => {
  const [first, second] = [await subscribed(await reader()), await subscribed(await reader())];
  const issue = await sentOff();
  const { subscriptions, newsletterSending } = process();
  const [ended, begun] = [new AbortController(), new AbortController()];
  const aborted = ({ signal }: AbortController) => signal.aborted || once(signal, 'abort');
  const ending = inTransaction(async (session) => {
    await subscriptions.end([first._id], session, now);
    begun.abort();
    await aborted(ended);
  });
  await aborted(begun);
  const sending = newsletterSending.postBatch(issue);
  ended.abort();
  await Promise.all([ending, sending]);
  expect(await member.collection('mails').distinct('subscriptionId')).toEqual([second._id]);
  await inTransaction((session) => subscriptions.end([second._id], session, now));
  expect(await posted()).toBe(0);
});
