import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { GridFsStore } from '../../../kit/files/grid-fs.file-store.ts';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { startMailCatcher, type MailCatcher } from '../../../kit/mail/mail-catcher.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { anonymous } from '../../../kit/viewer/viewer.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { until } from '../../../test/kit/world.ts';
import { Accounts } from '../account/accounts.ts';
import { Allowances } from '../../../kit/allowance/allowances.ts';
import { Companies } from '../company/companies.ts';
import { MailSender } from '../../../kit/mail/outgoing/mail-sender.ts';
import { Mails } from '../mail/mails.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../member.ts';
import { Memberships } from '../membership/memberships.ts';
import { newProof } from '../../../kit/proof/proof-token.ts';
import { RelayAddresses } from '../relay/relay-addresses.ts';
import { inquiryFiles } from '../inquiry-file/inquiry-files.record.ts';
import { inquiryServices } from './inquiry-services.ts';
import { InquiryStore } from './inquiry-store.ts';

const BEGUN = new Date('2026-11-26T08:00:00.000Z');
const DAY = 86_400_000;
const client = { network: '203.0.113.0/24', device: 'Firefox on Windows', addressKey: 'visitor' };
const log = createLog('test', () => undefined);
let servers: LocalServers;
let keys: TestKeys;
let catcher: MailCatcher;
let member: Connection;
let events: Connection;
let now = BEGUN;
let companyId: string;

/** What one process has, on the stores that all have. */
function process() {
  const [connection, { keyring }] = [member, keys];
  const companies = new Companies(connection, events, keyring);
  const memberships = new Memberships(events, companies);
  const mails = new Mails({
    connection,
    keyring,
    sender: new MailSender({ smtp: catcher.url, from: 'directory@directory.example' }),
    publicUrl: 'https://directory.example',
    log,
  });
  const files = new GridFsStore({ connection, records: inquiryFiles, keyring });
  const relayAddresses = new RelayAddresses(connection, keyring, 'relay.example');
  const shared = {
    files,
    relayAddresses,
    connection,
    events: events,
    keyring,
    companies,
    memberships,
    mails,
    log,
    now: () => now,
  };
  const services = inquiryServices({
    ...shared,
    accounts: new Accounts(connection, keyring),
    allowances: new Allowances(connection, keyring),
    idempotency: new Idempotency(connection, keyring),
  });
  return { ...services, companies, mails, store: new InquiryStore(connection, keyring) };
}

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: globalThis.process.env, log: () => undefined });
  keys = await startTestKeys();
  catcher = await startMailCatcher({ port: 0 });
  [member, events] = connect(servers.mongo.uri, ['member', 'events']) as [Connection, Connection];
  await member.asPromise();
  await ensureCollections(member, MEMBER_RECORDS);
  await ensureCollections(events, MEMBER_EVENTS);
  await member.transaction(async (session: ClientSession) => {
    const opened = { name: { en: 'Anka Valves' }, country: 'TR', traderRef: null };
    companyId = (await process().companies.create(opened, session))._id;
  });
}, 60_000);
afterAll(async () => {
  await member?.close();
  await catcher?.stop();
  await servers?.stop();
  await keys?.close();
});
beforeEach(() => void (now = BEGUN));

const send = (services: ReturnType<typeof process>, replyTo: string, message = 'How much are 200 valves?') =>
  services.inquirySending.send(
    { companyId: globalId('Company', companyId), message, replyTo, name: 'Ayşe Gizli', idempotencyKey: randomUUID() },
    { viewer: anonymous, client, locale: 'EN' },
  );
const tokenTo = async (address: string): Promise<string> => {
  await until(() => catcher.mails().some(({ to }) => to === address));
  return /#token=([\w-]+)/.exec(catcher.mails().findLast(({ to }) => to === address)!.text)![1]!;
};
const begin = async (services = process(), buyerRef = newSubjectRef()) => {
  let inquiryId = '';
  await member.transaction(async (session: ClientSession) => {
    const buyers = [{ buyerRef, kind: 'MEMBER' as const, name: 'Ayşe Gizli', country: null }];
    const about = { companyId, productId: null, categoryCode: null, locale: 'EN', quarantineReason: null } as const;
    inquiryId = (await services.inquiryThreads.begin({ ...about, buyers, text: 'How much is a valve?' }, session))._id;
  });
  return inquiryId;
};
const stored = async () =>
  JSON.stringify(
    await Promise.all(
      ['guests', 'pendingInquiries', 'inquiries', 'inquiryMessages', 'mails', 'allowances'].map((name) =>
        member.collection(name).find().toArray(),
      ),
    ),
    (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value),
  );

it('loses nothing that it has acknowledged when the process ends, and stores nobody in the clear', async () => {
  // It takes the inquiry in and is gone: nothing of it was started.
  expect(await send(process(), 'killed@buyer.example')).toEqual({ kind: 'done', reference: null, repeated: false });
  expect(await stored()).not.toMatch(/killed|Gizli|200 valves/);
  const next = process();
  next.mails.start();
  const token = await tokenTo('killed@buyer.example');
  const outcome = await next.inquiryProofs.prove({ token, idempotencyKey: randomUUID() });
  await next.mails.stop();
  const id = outcome.kind === 'done' ? outcome.reference! : '';
  const later = process();
  expect(await later.store.byId(id)).toMatchObject({ state: 'NEW', buyers: [{ kind: 'GUEST', name: 'Ayşe Gizli' }] });
  expect(await later.store.messages(id, null, 10)).toMatchObject([{ body: 'How much are 200 valves?' }]);
  expect(await later.guests.byEmail('Killed@Buyer.example')).toMatchObject({ provenAt: BEGUN });
  expect(await stored()).not.toMatch(/killed|Gizli|200 valves/);
}, 30_000);

it('asks for a proof of each inquiry, also of an address that proved another, and lets each count once', async () => {
  const services = process();
  services.mails.start();
  const prove = async (token: string) => services.inquiryProofs.prove({ token, idempotencyKey: randomUUID() });
  await send(services, 'twice@buyer.example');
  const first = await tokenTo('twice@buyer.example');
  expect(await prove(first.slice(0, 24) + newProof().token.slice(24))).toMatchObject({ kind: 'refused' });
  expect(await prove(first)).toMatchObject({ kind: 'done' });
  expect(await prove(first)).toMatchObject({ kind: 'refused' });
  expect(await send(services, 'twice@buyer.example')).toMatchObject({ kind: 'done', reference: null });
  await until(() => catcher.mails().filter(({ to }) => to === 'twice@buyer.example').length === 2);
  const second = await tokenTo('twice@buyer.example');
  now = new Date(BEGUN.getTime() + 7 * DAY);
  expect(await prove(second)).toMatchObject({ kind: 'refused' });
  now = BEGUN;
  expect(await prove(second)).toMatchObject({ kind: 'done' });
  expect(await prove(second)).toMatchObject({ kind: 'refused' });
  expect(await member.collection('guests').countDocuments()).toBe(2);
  await services.mails.stop();
}, 30_000);

it('takes a mail once for each thread, however often it comes, and none into what is spam or gone', async () => {
  const services = process();
  const inquiryId = await begin(services);
  const mail = {
    id: 'one',
    from: 'SUPPLIER',
    authorRef: null,
    text: 'x'.repeat(6_000),
    attachments: [],
    via: 'MAIL',
  } as const;
  const receive = (to = inquiryId, id = 'one') =>
    process().inquiryThreads.receive({ ...mail, id, inquiryId: to, messageId: '<one@mail.example>' });
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => receive()));
  expect(outcomes.toSorted()).toEqual(['KNOWN', 'KNOWN', 'KNOWN', 'KNOWN', 'TAKEN']);
  const [, message] = await services.store.messages(inquiryId, null, 10);
  expect(message).toMatchObject({ via: 'MAIL', from: 'SUPPLIER', authors: [], messageId: '<one@mail.example>' });
  expect(message!.body).toHaveLength(5_000);
  // The period of all messages of a thread runs from the last.
  const clocks = await member.collection('inquiryMessages').distinct('threadAt', { inquiryId });
  expect(clocks).toEqual([message!.threadAt]);
  const answered = {
    state: 'ANSWERED',
    unreadByBuyer: 1,
    unreadBySupplier: 0,
    messageCount: 2,
    firstAnsweredAt: expect.any(Date),
  };
  expect(await services.store.byId(inquiryId)).toMatchObject(answered);
  const other = await begin(services);
  await member.transaction((session: ClientSession) => services.store.set(other, { state: 'SPAM' }, session));
  expect(await receive(other, 'two')).toBe('FULL');
  expect(await receive('f'.repeat(24), 'three')).toBe('GONE');
}, 30_000);

it('keeps what an erased person wrote, and names them no more', async () => {
  const services = process();
  const buyerRef = newSubjectRef();
  const inquiryId = await begin(services, buyerRef);
  await keys.keyring.destroy([buyerRef]);
  expect(await services.store.byId(inquiryId)).toMatchObject({ buyers: [], companyId });
  expect(await services.store.messages(inquiryId, null, 10)).toMatchObject([{ body: 'How much is a valve?' }]);
});

it('takes no message into a thread while its key is being destroyed', async () => {
  const services = process();
  const inquiryId = await begin(services);
  const { threadRef } = (await services.store.byId(inquiryId))!;
  const mail = { from: 'BUYER', authorRef: null, text: 'One more thing.', attachments: [], via: 'MAIL' } as const;
  const outcomes: string[] = [];
  const destroy = keys.keyring.destroy.bind(keys.keyring);
  const spied = import.meta.jest.spyOn(keys.keyring, 'destroy').mockImplementation(async (refs) => {
    if (refs.includes(threadRef))
      outcomes.push(
        await services.inquiryThreads.receive({ id: 'late', inquiryId, messageId: '<late@mail.example>', ...mail }),
      );
    return destroy(refs);
  });
  await services.store.sweep(100, new Date(BEGUN.getTime() + 365 * DAY), async () => undefined);
  spied.mockRestore();
  expect(outcomes).toEqual(['GONE']);
  expect(await services.store.byId(inquiryId)).toBeNull();
  expect(await member.collection('inquiryMessages').countDocuments({ inquiryId })).toBe(0);
});

it('lets go of what is past its period: the key first, then files, messages, thread and guest', async () => {
  const services = process();
  const inquiryId = await begin(services);
  const { threadRef } = (await services.store.byId(inquiryId))!;
  await services.inquiryThreads.receive({
    inquiryId,
    id: 'two',
    from: 'BUYER',
    authorRef: null,
    text: 'Attached.',
    attachments: [{ fileId: 'a'.repeat(24), filename: 'plan.pdf', contentType: 'application/pdf', byteSize: 3 }],
    via: 'MAIL',
    messageId: '<two@mail.example>',
  });
  await send(services, 'never@buyer.example');
  const removing = import.meta.jest.spyOn(GridFsStore.prototype, 'remove');
  const sweepAt = (at: number) => {
    now = new Date(BEGUN.getTime() + at);
    return services.inquirySweep.run();
  };
  const [unproven] = await member.collection('pendingInquiries').find({ overAt: null }).toArray();
  const counts = () =>
    Promise.all(
      ['pendingInquiries', 'inquiries', 'inquiryMessages', 'guests'].map((name) =>
        member.collection(name).countDocuments(),
      ),
    );
  const all = await counts();
  const settled = await member.collection('pendingInquiries').countDocuments({ overAt: { $type: 'date' } });
  await sweepAt(7 * DAY - 1);
  // What is left of one that was proven by a known address goes at once.
  expect((await counts())[0]).toBe(all[0]! - settled);
  await sweepAt(7 * DAY);
  expect(await counts()).toEqual([0, ...all.slice(1)]);
  expect(await keys.keyring.destroyed([unproven!['subjectRef'] as string])).toEqual(new Set([unproven!['subjectRef']]));
  await sweepAt(365 * DAY - 1);
  expect((await counts())[1]).toBe(all[1]);
  await sweepAt(365 * DAY + 1_000);
  expect(await counts()).toEqual([0, 0, 0, 0]);
  expect(removing.mock.calls).toEqual([['a'.repeat(24)]]);
  removing.mockRestore();
  const told = await events.collection('auditEvents').find({ action: 'KEY_DESTROYED' }).toArray();
  const counted = (name: string) =>
    told.filter(({ record }) => record === name).reduce((sum, { count }) => sum + (count as number), 0);
  expect(['pendingInquiries', 'inquiries', 'guests'].map(counted)).toEqual([all[0], all[1], all[3]]);
  expect(await keys.keyring.destroyed([threadRef])).toEqual(new Set([threadRef]));
});

it('keeps a thread in which somebody wrote just before its period was over', async () => {
  const services = process();
  const inquiryId = await begin(services);
  const mail = { from: 'BUYER', authorRef: null, text: 'Still there?', attachments: [], via: 'MAIL' } as const;
  now = new Date(BEGUN.getTime() + 365 * DAY - 1);
  await services.inquiryThreads.receive({ id: 'just', inquiryId, messageId: '<just@mail.example>', ...mail });
  await services.store.sweep(100, new Date(BEGUN.getTime() + 365 * DAY), async () => undefined);
  expect(await services.store.messages(inquiryId, null, 10)).toHaveLength(2);
});
