import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { TOTP, Secret } from 'otpauth';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { accountOf } from '../../../test/kit/colleagues.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { Accounts } from '../account/accounts.ts';
import { MEMBER_RECORDS } from '../member.ts';
import { PasswordHasher } from '../password/password-hasher.ts';
import { newSecret } from '../second-factor/one-time-codes.ts';
import { SecondFactors } from '../second-factor/second-factors.ts';
import { SecurityLog } from '../security-log/security-log.ts';
import { AttemptCounts } from './attempt-counts.ts';
import { PasswordProof } from './password-proof.ts';
import { PersonProof } from './person-proof.ts';
import { Throttle } from './throttle.ts';

const PASSWORD = 'Çınar-Gölgesi-8';
const client = { network: '203.0.113.0/24', device: 'Firefox on Windows', addressKey: 'visitor' };
let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
let accounts: Accounts;
let proof: PersonProof;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['member']) as [Connection];
  await connection.asPromise();
  await ensureCollections(connection, MEMBER_RECORDS);
  const { keyring } = keys;
  accounts = new Accounts(connection, keyring);
  const throttle = new Throttle(new AttemptCounts(connection, () => new Date()), keyring);
  const securityLog = new SecurityLog(connection, keyring);
  const passwordProof = new PasswordProof(new PasswordHasher(), throttle);
  const mails = { post: async () => undefined } as never;
  const secondFactors = new SecondFactors({ accounts, mails, securityLog, recoveryKey: randomBytes(32) });
  proof = new PersonProof({ connection, accounts, passwordProof, secondFactors, securityLog, throttle });
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});

async function holder(secret: string | null = null): Promise<string> {
  const accountId = randomBytes(12).toString('hex');
  const passwordHash = await new PasswordHasher().hash(PASSWORD);
  const confirmed = { confirmedAt: new Date(), lastStep: null, recoveryCodeHashes: [] };
  const secondFactor = secret === null ? null : { secret, ...confirmed };
  const account = {
    ...accountOf(accountId, newSubjectRef(), `${accountId}@member.example`),
    passwordHash,
    secondFactor,
  };
  await connection.transaction((session: ClientSession) => accounts.add(account, session, new Date()));
  return accountId;
}
const proven = async (accountId: string, password = PASSWORD, secondFactorCode: string | null = null) =>
  proof.prove({ accountId, password, secondFactorCode, client });
const failures = async (accountId: string) =>
  ((await connection.collection('securityEvents').findOne({ accountId, kind: 'SIGN_IN_FAILED' }))?.[
    'count'
  ] as number) ?? 0;

it('takes the password of the account and no other, writes failures down, and makes who guesses wait', async () => {
  const accountId = await holder();
  expect(await proven(accountId)).toEqual({ kind: 'PROVEN' });
  for (let guess = 0; guess < 10; guess++)
    expect(await proven(accountId, `guess ${guess}`)).toEqual({ kind: 'WRONG_PASSWORD' });
  expect(await failures(accountId)).toBe(10);
  expect(await proven(accountId)).toEqual({ kind: 'WAIT', seconds: expect.any(Number) });
  expect(await proven('f'.repeat(24))).toEqual({ kind: 'WRONG_PASSWORD' });
});

it('asks for the second factor where there is one, and takes a code once', async () => {
  const secret = newSecret();
  const accountId = await holder(secret);
  const code = new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30, algorithm: 'SHA1' }).generate();
  expect(await proven(accountId)).toEqual({ kind: 'CODE_REQUIRED' });
  expect(await proven(accountId, 'wrong', code)).toEqual({ kind: 'WRONG_PASSWORD' });
  expect(await proven(accountId, PASSWORD, '000000x')).toEqual({ kind: 'WRONG_CODE' });
  expect(await proven(accountId, PASSWORD, code)).toEqual({ kind: 'PROVEN' });
  expect(await proven(accountId, PASSWORD, code)).toEqual({ kind: 'WRONG_CODE' });
});

it('proves nobody whose account was cancelled', async () => {
  const accountId = await holder();
  const account = (await accounts.byId(accountId))!;
  await connection.transaction((session: ClientSession) => accounts.save({ ...account, status: 'CANCELLED' }, session));
  expect(await proven(accountId)).toEqual({ kind: 'WRONG_PASSWORD' });
});
