import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { FileMissing } from '../../../kit/files/file-store.ts';
import { GridFsStore } from '../../../kit/files/grid-fs.file-store.ts';
import { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { startMailCatcher, type MailCatcher } from '../../../kit/mail/mail-catcher.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { anonymous } from '../../../kit/viewer/viewer.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { accountOf } from '../../../test/kit/colleagues.ts';
import { until } from '../../../test/kit/world.ts';
import { Accounts } from '../account/accounts.ts';
import { Allowances } from '../../../kit/allowance/allowances.ts';
import { Companies } from '../company/companies.ts';
import { MailSender } from '../../../kit/mail/outgoing/mail-sender.ts';
import { Mails } from '../mail/mails.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../member.ts';
import { Memberships } from '../membership/memberships.ts';
import type { RelayedMessage } from '../relay/receiver.ts';
import { RelayAddresses } from '../relay/relay-addresses.ts';
import { DisclosureTokens } from './disclosure-tokens.ts';
import { inquiryFiles } from '../inquiry-file/inquiry-files.record.ts';
import { inquiryServices } from './inquiry-services.ts';
import { InquiryStore } from './inquiry-store.ts';

const log = createLog('test', () => undefined);
const PDF = Buffer.from('%PDF-1.7\n%%EOF');
let servers: LocalServers;
let keys: TestKeys;
let catcher: MailCatcher;
let member: Connection;
let made: ReturnType<typeof services>;
let companyId: string;

function services(events: Connection) {
  const [connection, { keyring }] = [member, keys];
  const companies = new Companies(connection, events, keyring);
  const sender = new MailSender({ smtp: catcher.url, from: 'directory@directory.example' });
  const files = new GridFsStore({ connection, records: inquiryFiles, keyring });
  const open = (fileId: string) => files.open(fileId);
  const mails = new Mails({ connection, keyring, sender, publicUrl: 'https://directory.example', open, log });
  const accounts = new Accounts(connection, keyring);
  const memberships = new Memberships(events, companies);
  const relayAddresses = new RelayAddresses(connection, keyring, 'relay.example');
  const shared = { connection, events, keyring, companies, accounts, memberships, mails, relayAddresses, files, log };
  const [allowances, idempotency] = [new Allowances(connection, keyring), new Idempotency(connection, keyring)];
  const store = new InquiryStore(connection, keyring);
  return { ...shared, ...inquiryServices({ ...shared, allowances, idempotency }), store };
}

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  catcher = await startMailCatcher({ port: 0 });
  const [connection, events] = connect(servers.mongo.uri, ['member', 'events']) as [Connection, Connection];
  member = connection;
  await member.asPromise();
  await ensureCollections(member, MEMBER_RECORDS);
  await ensureCollections(events, MEMBER_EVENTS);
  made = services(events);
}, 60_000);
afterAll(async () => {
  await made?.mails.stop();
  await member?.close();
  await catcher?.stop();
  await servers?.stop();
  await keys?.close();
});

const inTransaction = (work: (session: ClientSession) => Promise<unknown>) =>
  member.transaction(async (session: ClientSession) => void (await work(session)));
let buyerRef: string;
let email: string;
const begin = async (): Promise<string> => {
  let id = '';
  await inTransaction(async (session) => {
    const buyers = [{ buyerRef, kind: 'GUEST' as const, name: 'Ayşe', country: null }];
    const about = { companyId, productId: null, categoryCode: null, locale: 'EN', quarantineReason: null } as const;
    id = (await made.inquiryThreads.begin({ ...about, buyers, text: 'How much is a valve?' }, session))._id;
  });
  return id;
};
const answer = async (inquiryId: string) =>
  inTransaction(async (session) => {
    const inquiry = (await made.store.byId(inquiryId, session))!;
    await made.inquiryThreads.append(inquiry, { from: 'SUPPLIER', authorRef: null, text: '12 EUR.' }, session);
  });
const relayFor = async (side: 'BUYER' | 'SUPPLIER') => {
  let relay!: RelayedMessage['relay'];
  await inTransaction(async (session) => {
    relay = await made.relayAddresses.issue({ buyerRef, companyId }, side, session, new Date());
  });
  return relay;
};
const mailAt = async (side: 'BUYER' | 'SUPPLIER', own: Partial<RelayedMessage> = {}): Promise<RelayedMessage> => ({
  id: randomUUID(),
  relay: await relayFor(side),
  messageId: `<${randomUUID()}@mail.example>`,
  sender: email,
  inReplyTo: null,
  references: [],
  subject: 'Re: valves',
  text: 'Written by mail.',
  isCut: false,
  files: { kept: [], refused: [] },
  dropped: [],
  maybeAutomatic: false,
  receivedAt: new Date(),
  ...own,
});
const bodies = async (inquiryId: string) => (await made.store.messages(inquiryId, null, 50)).map(({ body }) => body);
const waiting = (of: string) => member.collection('mails').countDocuments({ subjectRef: of });
const disclose = async (inquiryId: string, disclosure: 'REVEALED' | 'REVOKED') => {
  const token = await new DisclosureTokens(keys.keyring).of((await made.store.byId(inquiryId))!);
  return made.inquiryDisclosures.change(anonymous, { token, disclosure, idempotencyKey: randomUUID() });
};

beforeEach(async () => {
  [buyerRef, email] = [newSubjectRef(), `${randomBytes(5).toString('hex')}@buyer.example`];
  await inTransaction(async (session) => {
    companyId = (await made.companies.create({ name: { en: 'Anka' }, country: 'TR', traderRef: null }, session))._id;
    await made.guests.proven({ subjectRef: buyerRef, email, locale: 'EN' }, session, new Date());
  });
});

it('finds the thread of the mail that is answered, and of nobody else; else the one written in last', async () => {
  const [first, second] = [await begin(), await begin()];
  const [opening] = await made.store.messages(first, null, 1);
  const inReplyTo = made.relayAddresses.messageIdOf(opening!._id);
  await made.inquiryReceiver.receive(await mailAt('SUPPLIER', { inReplyTo, text: 'To the first' }));
  expect(await bodies(first)).toContain('To the first');
  await answer(second);
  await made.inquiryReceiver.receive(
    await mailAt('SUPPLIER', { inReplyTo: '<x@elsewhere.example>', text: 'To the last' }),
  );
  expect(await bodies(second)).toContain('To the last');
  const [ownRef, ownEmail] = [buyerRef, email];
  [buyerRef, email] = [newSubjectRef(), 'other@buyer.example'];
  const other = await begin();
  await made.inquiryReceiver.receive(await mailAt('SUPPLIER', { inReplyTo, text: 'Of another buyer' }));
  expect(await bodies(first)).not.toContain('Of another buyer');
  expect(await bodies(other)).toContain('Of another buyer');
  [buyerRef, email] = [ownRef, ownEmail];
});

it('takes a mail once with its files, sealed under the key of the thread, and lets go of them with it', async () => {
  const inquiryId = await begin();
  const files = { kept: [{ filename: 'plan.pdf', contentType: 'application/pdf', content: PDF }], refused: [] };
  const mail = await mailAt('SUPPLIER', { files });
  await Promise.all([1, 2, 3].map(() => made.inquiryReceiver.receive(mail)));
  await made.inquiryReceiver.receive(mail);
  const [, message, ...others] = await made.store.messages(inquiryId, null, 50);
  expect(others).toEqual([]);
  const { fileId } = message!.attachments[0]!;
  const { threadRef } = (await made.store.byId(inquiryId))!;
  const kept = await member.collection('inquiryFiles.files').find({ kept: true, subjectRef: threadRef }).toArray();
  expect(kept.map(({ _id }) => String(_id))).toEqual([fileId]);
  await keys.keyring.destroy([threadRef]);
  await expect(made.files.open(fileId)[Symbol.asyncIterator]().next()).rejects.toThrow(FileMissing);
});

it('keeps nothing of what is refused, and what it suspects for the company alone, once, and tells nobody', async () => {
  const inquiryId = await begin();
  const message = await mailAt('BUYER', { text: 'New bank account' });
  const suspected = { id: message.id, relay: message.relay, doubt: 'SENDER_FORGED', message } as const;
  await made.inquiryReceiver.suspected({ ...suspected, isRefused: true, message: null });
  expect(await bodies(inquiryId)).toHaveLength(1);
  await made.inquiryReceiver.suspected({ ...suspected, isRefused: false });
  await made.inquiryReceiver.suspected({ ...suspected, isRefused: false });
  await made.inquiryReceiver.suspected({
    ...suspected,
    id: 'other',
    doubt: 'UNREADABLE',
    isRefused: false,
    message: null,
  });
  expect((await made.store.messages(inquiryId, null, 50)).map(({ aside }) => aside)).toEqual([
    undefined,
    'SENDER_FORGED',
    'UNREADABLE',
  ]);
  expect(await made.store.messages(inquiryId, null, 50, true)).toHaveLength(1);
  const unchanged = { state: 'NEW', firstAnsweredAt: null, unreadBySupplier: 3, unreadByBuyer: 0 };
  expect(await made.store.byId(inquiryId)).toMatchObject(unchanged);
  expect(await waiting(buyerRef)).toBe(0);
});

it('takes nothing for a company that is hidden', async () => {
  const inquiryId = await begin();
  const mail = await mailAt('SUPPLIER');
  await member.collection('companies').updateOne({ _id: companyId as never }, { $set: { status: 'SUSPENDED' } });
  expect(await made.inquiryReceiver.expected(mail.relay)).toBeNull();
  await made.inquiryReceiver.receive(mail);
  expect(await bodies(inquiryId)).toHaveLength(1);
});

it('refers to no id that cannot stand in a head, so that no mail is stuck for it', async () => {
  const inquiryId = await begin();
  await made.inquiryReceiver.receive(await mailAt('SUPPLIER', { messageId: '<no(head)ü@mail.example>' }));
  await answer(inquiryId);
  made.mails.start();
  await until(() => catcher.mails().some(({ to }) => to === email));
  const got = catcher.mails().find(({ to }) => to === email)!;
  expect(got.references).toHaveLength(2);
  await made.mails.stop();
});

it('sends nothing that waits once the buyer has ended the contact, in any thread, and begins anew with a new inquiry', async () => {
  const [first, second] = [await begin(), await begin()];
  await answer(first);
  await answer(second);
  expect(await waiting(buyerRef)).toBe(2);
  const before = await relayFor('SUPPLIER');
  expect(await disclose(first, 'REVOKED')).toMatchObject({ kind: 'done' });
  expect(await waiting(buyerRef)).toBe(0);
  expect(await made.store.byId(second)).toMatchObject({ disclosure: 'REVOKED' });
  expect(await made.inquiryReceiver.expected(before)).toBeNull();
  await answer(second);
  expect(await waiting(buyerRef)).toBe(0);
  expect(await bodies(second)).toHaveLength(2);
  expect(await made.store.byId(await begin())).toMatchObject({ disclosure: 'MASKED' });
  expect((await relayFor('SUPPLIER'))._id).not.toBe(before._id);
});

it('shows the address in later threads with a company that was shown it, and to no other company', async () => {
  const first = await begin();
  expect(await made.inquiryReceiver.expected(await relayFor('SUPPLIER'))).toEqual({
    senders: [email],
    masking: [email],
  });
  await disclose(first, 'REVEALED');
  expect(await made.inquiryReceiver.expected(await relayFor('SUPPLIER'))).toMatchObject({ masking: null });
  expect(await made.store.byId(await begin())).toMatchObject({ disclosure: 'REVEALED', revealedAt: expect.any(Date) });
  await inTransaction(async (session) => {
    companyId = (await made.companies.create({ name: { en: 'Other' }, country: 'TR', traderRef: null }, session))._id;
  });
  expect(await made.store.byId(await begin())).toMatchObject({ disclosure: 'MASKED' });
});

it('expects those who may answer for the company, and nobody whose account or membership is paused', async () => {
  await begin();
  const members: string[] = [];
  await inTransaction(async (session) => {
    for (const role of ['OWNER', 'EDITOR', 'VIEWER', 'EDITOR'] as const) {
      const [accountId, subjectRef] = [randomBytes(12).toString('hex'), newSubjectRef()];
      members.push(accountId);
      await made.accounts.add(accountOf(accountId, subjectRef, `${accountId}@member.example`), session, new Date());
      await made.memberships.begin({ accountId, subjectRef, companyId, role }, session);
    }
    await made.memberships.setPaused(members[3]!, true, session);
  });
  const writers = members.slice(0, 2).map((accountId) => `${accountId}@member.example`);
  const expected = await made.inquiryReceiver.expected(await relayFor('BUYER'));
  expect(expected!.senders.toSorted()).toEqual(writers.toSorted());
  expect(expected!.masking).toEqual(expected!.senders);
});

it('takes no mail into a thread that is full', async () => {
  const inquiryId = await begin();
  await inTransaction((session) => made.store.set(inquiryId, { messageCount: 500 }, session));
  await made.inquiryReceiver.receive(await mailAt('SUPPLIER'));
  expect(await bodies(inquiryId)).toHaveLength(1);
});

it('shows that the end of a mail is missing', async () => {
  const inquiryId = await begin();
  await made.inquiryReceiver.receive(await mailAt('SUPPLIER', { text: 'It was longer', isCut: true }));
  await made.inquiryReceiver.receive(await mailAt('SUPPLIER', { text: 'x'.repeat(50_000), isCut: true }));
  const [, short, long] = await bodies(inquiryId);
  expect(short).toBe('It was longer…');
  expect(long).toBe(`${'x'.repeat(4_999)}…`);
});

it('knows what it sent from an address, and no mail of the other side, of others or that is kept aside', async () => {
  const inquiryId = await begin();
  await answer(inquiryId);
  await made.inquiryReceiver.automatic(await mailAt('BUYER'));
  const [fromBuyer, fromSupplier] = [await relayFor('BUYER'), await relayFor('SUPPLIER')];
  const [asked, answered, automatic] = (await made.store.messages(inquiryId, null, 3)).map(({ _id }) =>
    made.relayAddresses.messageIdOf(_id),
  );
  const sent = (relay: RelayedMessage['relay']) =>
    Promise.all([asked, answered, automatic].map((id) => made.inquiryReceiver.sent(relay, id!)));
  expect(await sent(fromBuyer)).toEqual([true, false, false]);
  expect(await sent(fromSupplier)).toEqual([false, true, false]);
  expect(await made.inquiryReceiver.sent(fromSupplier, answered!.replace('relay', 'mail'))).toBe(false);
  const companyOfAnother = { ...fromSupplier, companyId: 'f'.repeat(24) };
  expect(await sent(companyOfAnother)).toEqual([false, false, false]);
  expect(await sent({ ...fromSupplier, buyerRef: newSubjectRef() })).toEqual([false, false, false]);
});
