import 'reflect-metadata';
import type { ClientSession } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { Allowances } from '../../../kit/allowance/allowances.ts';
import { allowanceRecord } from '../../../kit/allowance/allowance.record.ts';
import { pendingRegistrationRecord } from '../registration/pending-registration.record.ts';
import { PendingRegistrations } from '../registration/pending-registrations.ts';
import { newProof } from '../../../kit/proof/proof-token.ts';
import { proofRecord, type ProofPurpose } from './proof.record.ts';
import { Proofs } from './proofs.ts';

const BEGUN = new Date('2026-11-24T00:00:00.000Z');
const after = (seconds: number) => new Date(BEGUN.getTime() + seconds * 1_000);
let servers: LocalServers;
let keys: TestKeys;
let connection: ReturnType<typeof connect>[number];
let proofs: Proofs;

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['member']);
  await connection.asPromise();
  await ensureCollections(connection, [proofRecord, pendingRegistrationRecord, allowanceRecord]);
  proofs = new Proofs(connection, keys.keyring);
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
const holder = { accountId: 'a'.repeat(24), subjectRef: newSubjectRef(), email: null };
const issue = (purpose: ProofPurpose) =>
  inTransaction((session) => proofs.issue({ ...holder, purpose }, 3_600, session, BEGUN));
const take = async (token: string, purpose: ProofPurpose, now = BEGUN) =>
  (await inTransaction((session) => proofs.take(token, [purpose], session, now)))?.accountId ?? null;

it('lets a token be used once, for its purpose, and not when its time is over', async () => {
  const token = await issue('RESET_PASSWORD');
  expect(await take(token, 'UNDO_EMAIL')).toBeNull();
  expect(await take(token, 'RESET_PASSWORD', after(3_600))).toBeNull();
  expect(await take(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, 'RESET_PASSWORD')).toBeNull();
  expect(await take(token, 'RESET_PASSWORD', after(3_599))).toBe(holder.accountId);
  expect(await take(token, 'RESET_PASSWORD')).toBeNull();
});

it('lets the newest token of a purpose count alone, and stores none of them', async () => {
  const [first, second] = [await issue('CHANGE_EMAIL'), await issue('CHANGE_EMAIL')];
  const stored = JSON.stringify(await connection.collection('proofs').find().toArray());
  expect(stored).not.toContain(second.slice(24));
  expect(await take(first, 'CHANGE_EMAIL')).toBeNull();
  expect(await take(second, 'CHANGE_EMAIL')).toBe(holder.accountId);
});

it('proves no registration that is older than seven days; the database deletes what is left of it a day later', async () => {
  const pending = new PendingRegistrations(connection, keys.keyring);
  const { id, hash, token } = newProof();
  const said = { name: 'A', contactPerson: 'B', companyName: 'C', country: 'TR', mobile: null, loginName: null };
  const registered = { ...said, legalForm: 'ENTITY', locale: 'TR', acceptedPolicyVersion: '2026-11-23' } as const;
  const whose = { _id: id, subjectRef: newSubjectRef(), hash, email: 'a@b.example', passwordHash: '$argon2id$' };
  await inTransaction((session) => pending.add({ ...whose, ...registered, createdAt: BEGUN }, session));
  const provenAt = (now: Date, by = token) => inTransaction((session) => pending.provenBy(by, session, now));
  expect(await provenAt(BEGUN, id + newProof().token.slice(24))).toBeNull();
  expect(await provenAt(after(7 * 86_400 - 1))).toMatchObject({ email: 'a@b.example' });
  expect(await provenAt(after(7 * 86_400))).toBeNull();
  const indexes = await connection.collection('pendingRegistrations').indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { createdAt: 1 }, expireAfterSeconds: 8 * 86_400 }));
});

it('counts what may be done so many times an hour, however many ask at once, and anew in the next', async () => {
  const allowances = new Allowances(connection, keys.keyring);
  const asked = await Promise.all(Array.from({ length: 20 }, () => allowances.take('mail', 'a@b.example', 3, BEGUN)));
  expect(asked.filter(Boolean)).toHaveLength(3);
  expect(await allowances.take('mail', 'c@d.example', 3, BEGUN)).toBe(true);
  expect(await allowances.take('other', 'a@b.example', 3, BEGUN)).toBe(true);
  expect(await allowances.take('mail', 'a@b.example', 3, after(3_601))).toBe(true);
});
