import type { ClientSession } from 'mongoose';
import 'reflect-metadata';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { newProof } from '../../../kit/proof/proof-token.ts';
import { PROVABLE_SECONDS } from '../../../kit/proof/provable.ts';
import { pendingRegistrationRecord } from './pending-registration.record.ts';
import { PendingRegistrations } from './pending-registrations.ts';
import { RegistrationSweep } from './registration-sweep.ts';

const BEGUN = new Date();
const after = (seconds: number) => new Date(BEGUN.getTime() + seconds * 1_000);
let servers: LocalServers;
let keys: TestKeys;
let connection: ReturnType<typeof connect>[number];
let pending: PendingRegistrations;

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['member']);
  await connection.asPromise();
  await ensureCollections(connection, [pendingRegistrationRecord]);
  pending = new PendingRegistrations(connection, keys.keyring);
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});

async function registered(email: string, createdAt = BEGUN) {
  const { id, hash, token } = newProof();
  const said = { name: 'A', contactPerson: 'B', companyName: 'C', country: 'TR', mobile: null, loginName: null };
  const how = { legalForm: 'ENTITY', locale: 'TR', acceptedPolicyVersion: '2026-11-23' } as const;
  const subjectRef = newSubjectRef();
  const whose = { _id: id, subjectRef, hash, email, passwordHash: '$argon2id$' };
  await connection.transaction((session: ClientSession) =>
    pending.add({ ...whose, ...said, ...how, createdAt }, session),
  );
  return { id, subjectRef, token };
}
const sweepAt = (now: Date) =>
  new RegistrationSweep({ pending, keyring: keys.keyring, log: createLog('t', () => undefined), now: () => now }).run();
const provenAt = (token: string, now: Date) =>
  connection.transaction(async (session: ClientSession) => pending.provenBy(token, session, now));
/** What another process finds, that remembers nothing. */
async function keyOf(subjectRef: string): Promise<'there' | 'destroyed' | 'none'> {
  const keyring = await keys.another();
  if ((await keyring.keysOf([subjectRef])).has(subjectRef)) return 'there';
  return (await keyring.destroyed([subjectRef])).has(subjectRef) ? 'destroyed' : 'none';
}
const stored = async (id: string) =>
  (await connection.collection('pendingRegistrations').findOne({ _id: id as never })) !== null;

it('lets a registration go after seven days, and its data key for good; a younger one stays', async () => {
  const [old, young] = [await registered('old@b.example'), await registered('young@b.example', after(60))];
  await sweepAt(after(PROVABLE_SECONDS - 1));
  expect(await stored(old.id)).toBe(true);
  expect(await keyOf(old.subjectRef)).toBe('there');
  await Promise.all([sweepAt(after(PROVABLE_SECONDS)), sweepAt(after(PROVABLE_SECONDS))]);
  expect(await stored(old.id)).toBe(false);
  expect(await keyOf(old.subjectRef)).toBe('destroyed');
  expect(await stored(young.id)).toBe(true);
  expect(await keyOf(young.subjectRef)).toBe('there');
  expect(await provenAt(young.token, after(PROVABLE_SECONDS))).toMatchObject({ subjectRef: young.subjectRef });
});

it('keeps the data key of what was proven, and destroys those of all others of the address', async () => {
  const [proven, other] = [await registered('both@b.example'), await registered('both@b.example')];
  await connection.transaction(async (session: ClientSession) => {
    const found = await pending.provenBy(proven.token, session, BEGUN);
    await pending.settle(found!, session, BEGUN);
  });
  expect(await provenAt(other.token, BEGUN)).toBeNull();
  await sweepAt(BEGUN);
  expect([await stored(proven.id), await stored(other.id)]).toEqual([false, false]);
  expect([await keyOf(proven.subjectRef), await keyOf(other.subjectRef)]).toEqual(['there', 'destroyed']);
});

it('goes on where a process stopped between the data key and the rest', async () => {
  const { id, subjectRef, token } = await registered('cut@b.example');
  await pending.giveUpLate(after(PROVABLE_SECONDS));
  await keys.keyring.destroy([subjectRef]);
  expect(await stored(id)).toBe(true);
  // Also by a clock that is behind.
  expect(await provenAt(token, BEGUN)).toBeNull();
  await sweepAt(after(PROVABLE_SECONDS));
  expect(await stored(id)).toBe(false);
});
