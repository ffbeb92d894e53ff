import 'reflect-metadata';
import type { Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { ContactWishes } from './contact-wishes.ts';
import { DoNotContact } from './do-not-contact.ts';
import { doNotContactRecord } from './do-not-contact.record.ts';

import.meta.jest.setTimeout(120_000);

const email = 'ayse@left.example';
let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['member']) as [Connection];
  await connection.asPromise();
  await ensureCollections(connection, [doNotContactRecord]);
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});
const here = () => new DoNotContact(connection, keys.keyring);
const stored = () => connection.collection('doNotContact');

it('knows an address in whatever case, once, from several processes at once, and keeps a keyed hash alone', async () => {
  expect(await here().has(email)).toBe(false);
  const other = await keys.another();
  await Promise.all([here(), here(), new DoNotContact(connection, other)].map((list) => list.add(email)));
  for (const written of [email, 'Ayse@Left.example']) expect(await here().has(written)).toBe(true);
  expect(await new DoNotContact(connection, await keys.another()).has(email)).toBe(true);
  for (const written of ['bora@left.example', '', 'list']) expect(await here().has(written)).toBe(false);
  const all = await stored().find().toArray();
  expect(all.map((one) => one['hash'] as unknown).filter(Boolean)).toHaveLength(1);
  expect(JSON.stringify(all)).not.toMatch(/ayse|left/i);
  expect(new Set(all.map(({ listRef }) => listRef as string)).size).toBe(1);
});

it('knows it after the keys were rotated, though nothing was kept from which the hash could be made anew', async () => {
  await here().add(email);
  const during: boolean[] = [];
  await keys.rotate(async (keyring) => void during.push(await new DoNotContact(connection, keyring).has(email)));
  const after = new DoNotContact(connection, await keys.another());
  expect(new Set(during)).toEqual(new Set([true]));
  expect([await after.has(email), await after.has('bora@left.example')]).toEqual([true, false]);
});

it('confirms no address to whoever has the database and not the key, and writes to nobody when the key is gone', async () => {
  await here().add(email);
  const strangers = await startTestKeys();
  const elsewhere = new DoNotContact(connection, strangers.keyring);
  await expect(elsewhere.has(email)).rejects.toThrow('found none');
  await strangers.close();
});

it('is begun in the transaction that asks for it, and lifted in the one that takes it back', async () => {
  const asked = 'cem@left.example';
  const aborted = connection.transaction(async (session) => {
    await here().add(asked, { session });
    throw new Error('not erased');
  });
  await expect(aborted).rejects.toThrow('not erased');
  expect(await here().has(asked)).toBe(false);
  await connection.transaction((session) => here().add(asked, { session }));
  expect(await here().has(asked)).toBe(true);
  await connection.transaction((session) => here().lift(asked, session));
  expect(await here().has(asked)).toBe(false);
});

it('lets through what answers what the address itself began, and nothing else', async () => {
  const now = new Date('2026-03-01T00:00:00Z');
  const left = 'deniz@left.example';
  await here().add(left, { now });
  let provenAt: Date | null = null;
  let account: object | null = null;
  const wishes = new ContactWishes({
    doNotContact: here(),
    accounts: { byEmail: async () => account as never },
    guests: { byEmail: async () => (provenAt === null ? null : ({ provenAt } as never)) },
  });
  const goes = (template: string, to = left) => wishes.allow({ to, template });
  for (const template of ['newsletterIssue', 'productAlert', 'subscriptionsMerged', 'invitation', 'inquiryAnswered']) {
    expect([template, await goes(template), await goes(template, 'other@left.example')]).toEqual([
      template,
      false,
      true,
    ]);
  }
  for (const template of ['proveEmail', 'accountExists', 'resetPassword', 'proveInquiry', 'proveSubscription'])
    expect([template, await goes(template)]).toEqual([template, true]);
  provenAt = new Date(now.getTime() - 1_000);
  expect(await goes('inquiryAnswered')).toBe(false);
  provenAt = new Date(now.getTime() + 1_000);
  expect([await goes('inquiryAnswered'), await goes('newsletterIssue')]).toEqual([true, false]);
  [provenAt, account] = [null, {}];
  expect([await goes('inquiryAnswered'), await goes('invitation')]).toEqual([true, false]);
});
