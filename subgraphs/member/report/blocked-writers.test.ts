import 'reflect-metadata';
import type { ClientSession, Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { Records } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { blockedWriterRecord } from './blocked-writer.record.ts';
import { BlockedWriters, type Writer } from './blocked-writers.ts';

const AT = new Date('2026-11-27T08:00:00.000Z');
const [accountId, email] = ['a'.repeat(24), 'evil@buyer.example'];
let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['member']) as [Connection];
  await connection.asPromise();
  await ensureCollections(connection, [blockedWriterRecord]);
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});

const inTransaction = async <T>(work: (session: ClientSession) => Promise<T>): Promise<T> => {
  let made: T | undefined;
  await connection.transaction(async (session: ClientSession) => void (made = await work(session)));
  return made as T;
};
const block = (writer: Writer, now = AT) =>
  inTransaction((session) => new BlockedWriters(connection, keys.keyring).block(writer, session, now));
const isBlocked = (writer: Writer, keyring: Keyring = keys.keyring) =>
  inTransaction((session) => new BlockedWriters(connection, keyring).has(writer, session));

it('blocks an account and an address, each on its own, in whatever case, and stores neither in the clear', async () => {
  await block({ accountId, email });
  for (const writer of [{ accountId }, { email: 'Evil@Buyer.example' }, { accountId: 'b'.repeat(24), email }])
    expect(await isBlocked(writer)).toBe(true);
  for (const writer of [{}, { accountId: 'b'.repeat(24) }, { email: 'other@buyer.example' }, { email: accountId }])
    expect(await isBlocked(writer)).toBe(false);
  const stored = JSON.stringify(await connection.collection('blockedWriters').find().toArray());
  expect(stored).not.toMatch(/evil|aaaaaa/i);
});

it('is one block for each, whose time begins anew', async () => {
  const later = new Date(AT.getTime() + 86_400_000);
  await block({ accountId, email }, later);
  const stored = await connection.collection('blockedWriters').find().toArray();
  expect(stored.map(({ since }) => since as Date)).toEqual([later, later]);
});

it('finds whom it blocked before the keys of look-ups were changed, and while they are', async () => {
  const during: boolean[] = [];
  await keys.rotate(async (keyring) => {
    during.push(await isBlocked({ email }, keyring));
    await new Records(connection, blockedWriterRecord, keyring).retoken();
  });
  expect(during).toEqual([true, true]);
  const after = await keys.another();
  expect([await isBlocked({ accountId }, after), await isBlocked({ email }, after)]).toEqual([true, true]);
  expect(await isBlocked({ email: 'other@buyer.example' }, after)).toBe(false);
}, 60_000);
