import 'reflect-metadata';
import type { ClientSession, Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { relayAddressRecord, type RelayAddress, type RelaySide } from './relay-address.record.ts';
import { RelayAddresses } from './relay-addresses.ts';

const [ANKA, OTHER] = ['a'.repeat(24), 'b'.repeat(24)];
let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
let addresses: RelayAddresses;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['member']) as [Connection];
  await connection.asPromise();
  await ensureCollections(connection, [relayAddressRecord]);
  addresses = new RelayAddresses(connection, keys.keyring, 'relay.example');
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});

const issue = async (buyerRef: string, companyId: string, side: RelaySide): Promise<RelayAddress> => {
  let made: RelayAddress | undefined;
  await connection.transaction(async (session: ClientSession) => {
    made = await addresses.issue({ buyerRef, companyId }, side, session, new Date());
  });
  return made!;
};

it('gives each side of a buyer and a company an address of its own, and the same one again', async () => {
  const [one, other] = [newSubjectRef(), newSubjectRef()];
  const issued = [
    await issue(one, ANKA, 'BUYER'),
    await issue(one, ANKA, 'SUPPLIER'),
    await issue(one, OTHER, 'BUYER'),
    await issue(other, ANKA, 'BUYER'),
  ];
  expect(new Set(issued.map(({ localPart }) => localPart)).size).toBe(4);
  expect((await issue(one, ANKA, 'BUYER'))._id).toBe(issued[0]!._id);
  for (const { companyId, buyerRef, ...relay } of issued)
    expect((await addresses.mailbox(addresses.addressOf(relay as RelayAddress)))!.relay).toMatchObject({
      companyId,
      buyerRef,
    });
});

it('gives one address, whoever asks at once', async () => {
  const buyerRef = newSubjectRef();
  const many = await Promise.all(
    Array.from({ length: 5 }, () => issue(buyerRef, ANKA, 'SUPPLIER').catch((error: { code?: number }) => error.code)),
  );
  const ids = new Set(many.filter((one): one is RelayAddress => typeof one === 'object').map(({ _id }) => _id));
  expect(ids.size).toBe(1);
});

it('counts its year from the last use, of both sides, and of no other company', async () => {
  const buyerRef = newSubjectRef();
  const [own, back, others] = [
    await issue(buyerRef, ANKA, 'BUYER'),
    await issue(buyerRef, ANKA, 'SUPPLIER'),
    await issue(buyerRef, OTHER, 'BUYER'),
  ];
  const later = new Date('2027-06-01T00:00:00Z');
  await addresses.used({ buyerRef, companyId: ANKA }, later);
  await addresses.used({ buyerRef, companyId: ANKA }, new Date('2027-01-01T00:00:00Z'));
  for (const { _id } of [own, back]) expect((await addresses.byId(_id))!.lastUsedAt).toEqual(later);
  expect((await addresses.byId(others._id))!.lastUsedAt).toEqual(others.lastUsedAt);
});
