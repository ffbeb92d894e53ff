import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { AttemptCounts } from './attempt-counts.ts';
import { attemptsRecord } from './attempts.record.ts';
import { Throttle, type Attempt, type Permit } from './throttle.ts';

let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
let throttles: Throttle[];
let now: Date;
const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1_000));
let addresses = 0;

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['member']);
  await connection.asPromise();
  await ensureCollections(connection, [attemptsRecord]);
  await connection.collection('signInAttempts').dropIndex('forgetAt_1');
  const keyrings = await Promise.all(Array.from({ length: 4 }, () => keys.another()));
  throttles = keyrings.map((keyring) => new Throttle(new AttemptCounts(connection, () => now), keyring));
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});
beforeEach(async () => {
  now = new Date('2026-11-24T10:00:00Z');
  await connection.collection('signInAttempts').deleteMany({});
});

/** An attempt from an address, and a network, of its own, unless said otherwise. */
function attempt(of: { login?: string; address?: string; network?: string; isKnownPlace?: boolean } = {}): Attempt {
  const { login = 'ayse', address = `a${addresses++}`, network = address, isKnownPlace = false } = of;
  return { login, client: { network, device: 'Firefox on Windows', addressKey: address }, isKnownPlace };
}
/** As one of four processes; answers how long it has to wait, or 0 when the attempt was made, and failed. */
async function guess(of: Attempt, process = 0): Promise<number> {
  const permit = await throttles[process]!.enter(of);
  if (typeof permit === 'number') return permit;
  await sleep(1);
  await permit.failed();
  return 0;
}
async function proven(of: Attempt): Promise<boolean> {
  const permit = await throttles[0]!.enter(of);
  if (typeof permit === 'number') return false;
  await permit.passed(true);
  return true;
}

it('lets a hundred guesses at once, in four processes, make no more than five attempts', async () => {
  const of = attempt();
  const outcomes = await Promise.all(Array.from({ length: 100 }, (_, n) => guess(of, n % 4)));
  expect(outcomes.filter((wait) => wait === 0)).toHaveLength(5);
  expect(await guess(of)).toBe(30);
}, 30_000);

it('lets one further attempt through after each wait, which doubles up to a quarter of an hour, and forgets after an hour', async () => {
  const of = attempt();
  for (let n = 0; n < 5; n++) expect(await guess(of)).toBe(0);
  for (const wait of [30, 60, 120, 240, 480, 900, 900]) {
    expect(await guess(of)).toBe(wait);
    later(wait - 1);
    expect(await guess(of)).toBe(1);
    later(1);
    expect(await Promise.all([guess(of), guess(of)])).toContain(0);
  }
  later(3_600);
  for (let n = 0; n < 5; n++) expect(await guess(of)).toBe(0);
});

it('counts one login wherever it is tried, and its owner is let in where they are known all the same', async () => {
  let admitted = 0;
  for (let n = 0; n < 60; n++) if ((await guess(attempt())) === 0) admitted++;
  expect(admitted).toBe(50);
  expect(await proven(attempt())).toBe(false);
  expect(await proven(attempt({ isKnownPlace: true }))).toBe(true);
  expect(await proven(attempt({ login: 'mehmet' }))).toBe(true);
});

it('guessing in the place where the owner is known has to wait too, and what the owner proves takes failures back', async () => {
  const of = attempt({ isKnownPlace: true });
  for (let n = 0; n < 9; n++) expect(await guess(of)).toBe(0);
  expect(await proven(of)).toBe(true);
  for (let n = 0; n < 10; n++) expect(await guess(of)).toBe(0);
  expect(await guess(of)).toBe(30);
});

it('counts one address whatever is tried there, and only what fails', async () => {
  for (let n = 0; n < 120; n++) expect(await proven(attempt({ login: `m${n}`, address: 'office' }))).toBe(true);
  for (let n = 0; n < 100; n++) expect(await guess(attempt({ login: `g${n}`, address: 'office' }))).toBe(0);
  expect(await guess(attempt({ login: 'another', address: 'office' }))).toBe(30);
  expect(await guess(attempt({ login: 'another' }))).toBe(0);
});

it('a right password that is not all, or work that broke off, neither counts as a failure nor takes one back', async () => {
  const of = attempt();
  for (let n = 0; n < 4; n++) await guess(of);
  for (let n = 0; n < 10; n++) await ((await throttles[0]!.enter(of)) as Permit).passed(false);
  expect(await guess(of)).toBe(0);
  expect(await guess(of)).toBe(30);
});

it('an attempt waits for others to be decided, and those of a process that ended do not count for long', async () => {
  const of = attempt();
  const permits = (await Promise.all(Array.from({ length: 5 }, () => throttles[0]!.enter(of)))) as Permit[];
  const sixth = throttles[1]!.enter(of);
  await sleep(50);
  await permits[0]!.passed(true);
  await ((await sixth) as Permit).passed(true);
  // The other four are never decided.
  later(31);
  expect(await guess(of)).toBe(0);
}, 20_000);

it('stores neither login nor address nor network', async () => {
  await guess(attempt({ login: 'canary-login', address: 'canary-address', network: 'canary-network' }));
  const stored = await connection.collection('signInAttempts').find().toArray();
  expect(stored).toHaveLength(4);
  expect(JSON.stringify(stored)).not.toContain('canary');
});
