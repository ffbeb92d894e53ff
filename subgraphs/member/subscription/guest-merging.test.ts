import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { accountOf } from '../../../test/kit/colleagues.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { Accounts } from '../account/accounts.ts';
import { Guests } from '../guest/guests.ts';
import { MailSender } from '../../../kit/mail/outgoing/mail-sender.ts';
import { Mails } from '../mail/mails.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../member.ts';
import { GuestMerging } from './guest-merging.ts';
import { ANYTHING } from './saved-where.ts';
import type { Holder } from './subscriber-identities.ts';
import { Subscriptions } from './subscriptions.ts';

const BEGUN = new Date('2026-11-20T12:00:00.000Z');
let servers: LocalServers;
let keys: TestKeys;
let member: Connection;
let events: Connection;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [member, events] = connect(servers.mongo.uri, ['member', 'events']) as [Connection, Connection];
  await member.asPromise();
  await ensureCollections(member, MEMBER_RECORDS);
  await ensureCollections(events, MEMBER_EVENTS);
}, 120_000);
afterAll(async () => {
  await member?.close();
  await servers?.stop();
  await keys?.close();
});

const HOW = { locale: 'EN', timeZone: 'UTC', frequency: 'DAILY', channel: 'MAIL' } as const;

/** An account and a guest of one address, who hold so many each; the guest’s are newer. Answers what the account holds after its address is proven, and how many mails it got. */
async function merged(own: number, brought: number) {
  const { keyring } = keys;
  const [accounts, guests] = [new Accounts(member, keyring), new Guests(member, keyring)];
  const subscriptions = new Subscriptions(member, events, keyring);
  const sender = new MailSender({ smtp: 'smtp://127.0.0.1:9', from: 'directory@directory.example' });
  const log = createLog('test', () => undefined);
  const mails = new Mails({ connection: member, keyring, sender, publicUrl: 'https://directory.example', log });
  const [id, subjectRef] = [randomBytes(12).toString('hex'), newSubjectRef()];
  const email = `${id}@reader.example`;
  const account: Holder = { kind: 'ACCOUNT', id, subjectRef, timeZone: null };
  await member.transaction(async (session: ClientSession) => {
    await accounts.add(accountOf(id, subjectRef, email), session, BEGUN);
    const guest = await guests.proven({ subjectRef: newSubjectRef(), email, locale: 'EN' }, session, BEGUN);
    const address: Holder = { kind: 'GUEST', id: guest._id, subjectRef: guest.subjectRef, timeZone: null };
    for (const [holder, count, hours] of [
      [account, own, 0],
      [address, brought, 1],
    ] as const)
      for (let index = 0; index < count; index++) {
        const what = { kind: 'SAVED_SEARCH', topic: null, query: `${holder.kind} ${index}`, where: ANYTHING } as const;
        const at = new Date(BEGUN.getTime() + hours * 3_600_000 + index * 1_000);
        await subscriptions.add(holder, { ...what, ...HOW }, session, at);
      }
  });
  const merging = new GuestMerging({ accounts, guests, subscriptions, mails });
  await member.transaction((session: ClientSession) => merging.join(id, session));
  const held = await subscriptions.page(account, 300, null);
  const published = await events.collection('savedSearches').countDocuments({ subjectRef });
  const told = await member.collection('mails').countDocuments({ subjectRef, template: 'subscriptionsMerged' });
  return { queries: held.map(({ query }) => query!), published, told };
}

it('keeps all of both where they are no more than one holder may have, and tells nobody', async () => {
  const { queries, published, told } = await merged(40, 60);
  expect([queries.length, published, told]).toEqual([100, 100, 0]);
}, 120_000);

it('keeps the newest hundred of more, ends the others, and says so by mail', async () => {
  const { queries, published, told } = await merged(70, 50);
  expect([queries.length, published, told]).toEqual([100, 100, 1]);
  expect(queries.filter((query) => query.startsWith('GUEST'))).toHaveLength(50);
  expect(queries).not.toContain('ACCOUNT 19');
  expect(queries).toContain('ACCOUNT 20');
}, 120_000);
