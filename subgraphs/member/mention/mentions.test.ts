import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import type { PersonReference } from '../../../kit/participation/participant.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { Records } from '../../../kit/record/records.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { accountOf } from '../../../test/kit/colleagues.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { accountRecord } from '../account/account.record.ts';
import { Accounts } from '../account/accounts.ts';
import { appealRecord } from '../appeal/appeal.record.ts';
import { companyRecord } from '../company/company.record.ts';
import { cannedAnswerRecord } from '../inbox/canned-answer.record.ts';
import { inquiryRecord } from '../inquiry/inquiry.record.ts';
import { inquiryMessageRecord } from '../inquiry-message/inquiry-message.record.ts';
import { pendingRegistrationRecord } from '../registration/pending-registration.record.ts';
import { abuseReportRecord } from '../report/abuse-report.record.ts';
import { claimRecord } from '../verification/claim.record.ts';
import { Mentions } from './mentions.ts';

import.meta.jest.setTimeout(120_000);

const id = () => randomBytes(12).toString('hex');
const NOW = new Date('2026-11-01T00:00:00Z');
const RECORDS = [
  accountRecord,
  companyRecord,
  inquiryRecord,
  inquiryMessageRecord,
  cannedAnswerRecord,
  claimRecord,
  appealRecord,
  abuseReportRecord,
  pendingRegistrationRecord,
];
let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
let mentions: Mentions;
const ayse = { accountId: id(), subjectRef: newSubjectRef(), companyId: id() };
const references: PersonReference[] = [
  { ref: ayse.subjectRef, kind: 'MEMBER' },
  { ref: ayse.accountId, kind: 'MEMBER' },
];

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['member']) as [Connection];
  await connection.asPromise();
  await ensureCollections(connection, RECORDS);
  const memberships = { of: async (one: string) => (one === ayse.accountId ? { companyId: ayse.companyId } : null) };
  const restrictions = { of: async () => null };
  const log = createLog('test', () => undefined);
  mentions = new Mentions({ connection, keyring: keys.keyring, memberships: memberships as never, restrictions, log });
  const account = { ...accountOf(ayse.accountId, ayse.subjectRef, 'ayse@member.example'), name: 'Ayşe Örnek' };
  const accounts = new Accounts(connection, keys.keyring);
  await connection.transaction((session) => accounts.add(account, session, NOW));
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});
beforeEach(async () => {
  for (const { collection } of RECORDS.slice(2)) await connection.collection(collection).deleteMany({});
});

async function thread(own: object = {}): Promise<string> {
  const bought = { buyers: [{ buyerRef: ayse.subjectRef, kind: 'MEMBER', name: '王小明', country: 'TR' }] };
  const inquiry = {
    _id: id(),
    threadRef: newSubjectRef(),
    companyId: id(),
    productId: null,
    categoryCode: null,
    ...bought,
    locale: 'EN',
    state: 'NEW',
    quarantineReason: null,
    disclosure: 'MASKED',
    assigned: [],
    unreadBySupplier: 0,
    unreadByBuyer: 0,
    messageCount: 1,
    lastMessageAt: NOW,
    firstAnsweredAt: null,
    createdAt: NOW,
    version: 1,
    ...own,
  };
  await new Records(connection, inquiryRecord, keys.keyring).put([inquiry as never]);
  return inquiry._id;
}
async function message(inquiryId: string, body: string, author: string | null = newSubjectRef()): Promise<string> {
  const written = {
    _id: id(),
    inquiryId,
    threadRef: newSubjectRef(),
    from: 'SUPPLIER',
    authors: author === null ? [] : [{ authorRef: author }],
    body,
    attachments: [],
    via: 'SITE',
    messageId: null,
    at: NOW,
    threadAt: NOW,
  };
  await new Records(connection, inquiryMessageRecord, keys.keyring).put([written as never]);
  return written._id;
}
async function canned(companyId: string, text: string): Promise<string> {
  const said = { companyId, locale: 'TR', title: 'Teklif', text, createdAt: NOW, version: 1 };
  const _id = id();
  await new Records(connection, cannedAnswerRecord, keys.keyring).put([
    { _id, namedRef: newSubjectRef(), ...said } as never,
  ]);
  return _id;
}
const claim = async (companyId: string, said: [string, string][], words: string | null) => {
  const items = said.map(([writerRef, statement]) => ({ writerRef, statement, scope: null }));
  const told = words === null ? [] : [{ namedRef: newSubjectRef(), text: words, doesNotProve: null }];
  const at = { createdAt: NOW, updatedAt: NOW, closedAt: null, expiresAt: null, evidenceDueAt: null, validUntil: null };
  const state = { kind: 'EXISTENCE', state: 'SUBMITTED', evidence: [], taken: null, decision: null, version: 3 };
  const one = { _id: id(), companyId, said: items, words: told, ...state, ...at };
  await new Records(connection, claimRecord, keys.keyring).put([one as never]);
  return one._id;
};
const told = async () =>
  (await mentions.find(references)).mentions.map(({ store, collection, id: one, path, times }) => [
    `${store}.${collection}.${path}`,
    one,
    times,
  ]);
const raw = async () => {
  const all = await Promise.all(RECORDS.map(({ collection }) => connection.collection(collection).find().toArray()));
  return new Map(all.flat().map((one) => [String(one._id), JSON.stringify(one)]));
};

it('finds a name in Turkish, English and Chinese where others wrote it, and not where the person or strangers did', async () => {
  const [mine, foreign] = [await thread(), await thread({ buyers: [] })];
  const answer = await message(mine, 'Sayın Örnek, AYŞE ÖRNEK’e teşekkürler');
  const chinese = await message(mine, '您好，王小明', null);
  await message(mine, 'I am Ayşe Örnek', ayse.subjectRef);
  await message(mine, 'Ayşe asks for an örnek');
  await message(foreign, 'Ayşe Örnek of another town');
  const own = await canned(ayse.companyId, 'Please ask Ayse Ornek.');
  await canned(id(), 'Please ask Ayşe Örnek.');
  const judged = await claim(ayse.companyId, [[ayse.subjectRef, 'Ayşe Örnek says so']], 'Ms. Örnek was called.');
  const colleagues = await claim(ayse.companyId, [[newSubjectRef(), 'Ayşe Örnek leads us']], null);
  expect(new Set(await told())).toEqual(
    new Set([
      ['member.inquiryMessages.body', answer, 2],
      ['member.inquiryMessages.body', chinese, 1],
      ['member.cannedAnswers.text', own, 1],
      ['member.claims.words[].text', judged, 1],
      ['member.claims.said[].statement', colleagues, 1],
    ]),
  );
});

it('takes the name out of one text by the word of an officer, once, and leaves all else as it was, byte by byte', async () => {
  const mine = await thread();
  const answer = await message(mine, 'Dear Ayşe Örnek,\nyours, Bora');
  await message(mine, 'Ayşe Örnek again');
  await claim(ayse.companyId, [[newSubjectRef(), 'Ayşe Örnek leads us']], null);
  const { mentions: found } = await mentions.find(references);
  const mention = found.find((one) => one.id === answer)!;
  const before = await raw();
  expect(await mentions.redact(mention, references)).toBe(true);
  const after = await raw();
  expect([...after].filter(([one, bytes]) => before.get(one) !== bytes).map(([one]) => one)).toEqual([answer]);
  const stored = await new Records(connection, inquiryMessageRecord, keys.keyring).findById(answer);
  expect(stored!.body).toBe('Dear […],\nyours, Bora');
  expect(await mentions.redact(mention, references)).toBe(false);
  expect((await told()).length).toBe(found.length - 1);
  const claimed = found.find((one) => one.collection === 'claims')!;
  expect(await mentions.redact(claimed, references)).toBe(true);
  expect(await new Records(connection, claimRecord, keys.keyring).findById(claimed.id)).toMatchObject({ version: 4 });
});

it('touches nothing that it would not tell', async () => {
  const [mine, foreign] = [await thread(), await thread({ buyers: [] })];
  const own = await message(mine, 'I am Ayşe Örnek', ayse.subjectRef);
  const others = await message(foreign, 'Ayşe Örnek of another town');
  const before = await raw();
  const at = { store: 'member', path: 'body', times: 1 };
  for (const mention of [
    { ...at, collection: 'inquiryMessages', id: own },
    { ...at, collection: 'inquiryMessages', id: others },
    { ...at, collection: 'inquiryMessages', id: id() },
    { ...at, collection: 'accounts', id: ayse.accountId },
    { ...at, collection: 'inquiryMessages', id: own, path: 'messageId' },
  ])
    expect(await mentions.redact(mention, references)).toBe(false);
  expect(await raw()).toEqual(before);
  expect(await mentions.find([{ ref: newSubjectRef(), kind: 'GUEST' }])).toEqual({ mentions: [], more: false });
});

it('says that there is more than it tells', async () => {
  const mine = await thread();
  const one = await message(mine, 'Ayşe Örnek');
  const [written] = await new Records(connection, inquiryMessageRecord, keys.keyring).find({ _id: one });
  const many = Array.from({ length: 1_000 }, () => ({ ...written!, _id: id() }));
  await new Records(connection, inquiryMessageRecord, keys.keyring).put(many);
  const { mentions: found, more } = await mentions.find(references);
  expect([found.length, more]).toEqual([1_000, true]);
});
