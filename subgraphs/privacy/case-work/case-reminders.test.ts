import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { createLog } from '../../../kit/log/log.ts';
import { startChild } from '../../../test/kit/child.ts';
import { rightsDatabase, type RightsDatabase } from '../../../test/kit/rights-database.ts';
import { rightsDesk } from '../../../test/kit/rights-desk.ts';
import { until } from '../../../test/kit/world.ts';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { PrivacyCaseChannel, PrivacyCaseReason, PrivacyRight } from '../case/privacy-case.enum.ts';

import.meta.jest.setTimeout(180_000);

const DAY_MS = 86_400_000;
const log = createLog('test', () => undefined);
const officer = {
  kind: 'account',
  accountId: 'a'.repeat(24),
  sessionId: 'b'.repeat(24),
  roles: ['PRIVACY_OFFICER'],
} as const;
const received = new Date('2026-03-02T09:00:00Z');
let database: RightsDatabase;
let keys: RightsDatabase['keys'];
let connection: Connection;
let events: Connection;
let now = received;
let desk: ReturnType<typeof rightsDesk>;

beforeAll(async () => {
  database = await rightsDatabase();
  ({ connection, events, keys } = database);
  desk = rightsDesk({ connection, events, keyring: keys.keyring, log, now: () => now });
});
afterAll(() => database?.close());
beforeEach(async () => {
  now = received;
  for (const name of ['mails', 'caseTasks', 'privacyCases']) await connection.collection(name).deleteMany({});
});

async function registered(rights = [PrivacyRight.CORRECTION], country = 'DE'): Promise<string> {
  const input = {
    channel: PrivacyCaseChannel.LETTER,
    receivedAt: received,
    rights,
    email: `${randomUUID()}@buyer.example`,
    country,
    locale: LocaleEnum.EN,
    idempotencyKey: randomUUID(),
  };
  const outcome = await desk.caseRegistering.register(officer, input);
  if (outcome.kind !== 'done') throw new Error(`Expected a case, got ${JSON.stringify(outcome)}.`);
  return outcome.reference!;
}
const reminders = () => connection.collection('mails').countDocuments({ template: 'privacyCaseReminder' });
const waiting = () => connection.collection('caseTasks').countDocuments({ dueAt: { $lte: now } });
/** Lets what is due at a moment be done. */
async function at(moment: Date): Promise<void> {
  now = moment;
  const work = rightsDesk({ connection, events, keyring: keys.keyring, log, now: () => now }).caseWork;
  for (const part of work) part.start();
  await until(async () => (await waiting()) === 0, 30_000);
  await Promise.all(work.map((part) => part.stop()));
}
const share = (dueAt: Date, part: number) =>
  new Date(received.getTime() + (dueAt.getTime() - received.getTime()) * part);

it('reminds officers when half, three quarters and nine tenths of the time are over, each once', async () => {
  const id = await registered();
  const { dueAt } = (await desk.caseStore.byId(id))!;
  for (const [part, mails] of [
    [0.49, 0],
    [0.51, 1],
    [0.74, 1],
    [0.76, 2],
    [0.91, 3],
    [1.5, 3],
  ] as const) {
    await at(share(dueAt, part));
    expect([part, await reminders()]).toEqual([part, mails]);
  }
  const found = (await desk.caseStore.byId(id))!;
  expect(found.reminded.map((one) => one.share)).toEqual([50, 75, 90]);
  expect(found.history.filter(({ act }) => act === 'REMINDED')).toHaveLength(3);
});

it('reminds of nothing that is closed, and of the later date when it was extended', async () => {
  const id = await registered();
  const { dueAt, version } = (await desk.caseStore.byId(id))!;
  await at(share(dueAt, 0.51));
  const change = { id: globalId('PrivacyCase', id), expectedVersion: version, text: 'It takes longer.' };
  const extend = { ...change, right: PrivacyRight.CORRECTION, reason: PrivacyCaseReason.COMPLEX };
  const extended = await desk.caseDeciding.extend(officer, { ...extend, idempotencyKey: randomUUID() });
  expect(extended).toMatchObject({ kind: 'done' });
  const later = (await desk.caseStore.byId(id))!;
  expect(later.dueAt.getTime()).toBeGreaterThan(dueAt.getTime());
  await at(share(dueAt, 0.95));
  expect(await reminders()).toBe(1);
  await at(share(later.dueAt, 0.51));
  expect(await reminders()).toBe(2);
  const refuse = { ...change, expectedVersion: later.version, reason: PrivacyCaseReason.IDENTITY_NOT_PROVEN };
  expect(await desk.caseDeciding.refuse(officer, { ...refuse, idempotencyKey: randomUUID() })).toMatchObject({
    kind: 'done',
  });
  await at(new Date(later.dueAt.getTime() + DAY_MS));
  expect(await reminders()).toBe(2);
});

it('reminds once of what is late already when it is registered', async () => {
  now = new Date(received.getTime() + 28 * DAY_MS);
  await registered();
  await at(now);
  expect(await reminders()).toBe(1);
});

it('reminds once, also when the processes at it are killed', async () => {
  const ids = [];
  for (let one = 0; one < 25; one++) ids.push(await registered());
  const { dueAt } = (await desk.caseStore.byId(ids[0]!))!;
  const NOW = share(dueAt, 0.51).toISOString();
  const env = { PATH: process.env['PATH'], MONGODB_URI: database.uri, NOW, ...keys.env };
  now = new Date(NOW);
  // What a killed process had begun is given up by the server within seconds, not within a minute.
  await connection.useDb('admin').db!.command({ setParameter: 1, transactionLifetimeLimitSeconds: 2 });
  for (let kills = 0; kills < 3; kills++) {
    const before = await waiting();
    const child = startChild('test/kit/rights-reminder.main.ts', env);
    await until(async () => (await waiting()) < before, 60_000);
    await child.kill();
  }
  // Its lease is over.
  now = new Date(now.getTime() + 120_000);
  await at(now);
  expect(await reminders()).toBe(25);
  for (const id of ids) expect((await desk.caseStore.byId(id))!.reminded).toHaveLength(1);
});
