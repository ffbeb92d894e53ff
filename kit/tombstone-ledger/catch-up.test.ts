import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { HalfRestored, Restores } from '../backup/restores.ts';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { createLog } from '../log/log.ts';
import { connect } from '../mongo/connect.ts';
import { ensureCollections } from '../record/record.ts';
import { newSubjectRef } from '../subject-keys/subject-ref.ts';
import { until } from '../../test/kit/world.ts';
import { appliedTombstoneRecord } from './applied-tombstone.record.ts';
import { AppliedTombstones } from './applied-tombstones.ts';
import { CatchUp, closeWhenBehind, type Replay } from './catch-up.ts';
import { TombstoneLedger } from './tombstone-ledger.ts';
import { LedgerDamaged } from './tombstone.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const signingKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const NOW = new Date('2026-11-27T04:00:00.000Z');
let servers: LocalServers;
let connection: Connection;
let folder: string;
let ledger: TombstoneLedger;
let applied: AppliedTombstones;
let restores: Restores;
let told: number[];
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['privacy']);
  await connection.asPromise();
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
});
beforeEach(async () => {
  for (const name of ['privacy', 'restore']) await connection.getClient().db(name).dropDatabase();
  await ensureCollections(connection, [appliedTombstoneRecord]);
  folder = await mkdtemp(join(tmpdir(), 'catch-up-'));
  ledger = new TombstoneLedger({ folder, signingKey });
  [applied, restores, told] = [new AppliedTombstones(connection), new Restores(connection), []];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bury = () =>
  ledger.append({
    erasureId: randomBytes(12).toString('hex'),
    at: NOW.toISOString(),
    references: [{ ref: newSubjectRef(), kind: 'GUEST' }],
    planHash: '0'.repeat(64),
  });
const catchUp = (replay: Replay) =>
  new CatchUp({
    ledger,
    applied,
    restores,
    replay,
    log: createLog('test', () => undefined),
    everyMs: 20,
    told: async (count) => void told.push(count),
  });
const look = () => closeWhenBehind({ ledger, applied, restores }, NOW);
const head = { id: 'f'.repeat(24), createdAt: NOW.toISOString(), expiresAt: NOW.toISOString(), collections: [] };

it('databases that know the ledger are served, and those that are behind it are not until all was replayed, in order', async () => {
  const first = await bury();
  await applied.set(first, NOW);
  await look();
  expect(await restores.isOpen()).toBe(true);
  const [second, third] = [await bury(), await bury()];
  await look();
  expect(await restores.isOpen()).toBe(false);
  const replayed: string[] = [];
  await catchUp(async (entries) => {
    expect(await restores.isOpen()).toBe(false);
    replayed.push(...entries.map(({ erasureId }) => erasureId));
  }).run();
  expect(replayed).toEqual([second.erasureId, third.erasureId]);
  expect([await restores.isOpen(), await applied.get(), told]).toEqual([true, { sequence: 3, hash: third.hash }, [2]]);
});

it('stays closed while replaying fails, and opens by itself when it does no more', async () => {
  await bury();
  await look();
  let fails = 3;
  const following = catchUp(async () => {
    if (fails-- > 0) throw new Error('a participant is away');
  });
  await expect(following.run()).rejects.toThrow('a participant is away');
  expect([await restores.isOpen(), await applied.get()]).toEqual([false, null]);
  following.start();
  await until(() => restores.isOpen());
  await following.stop();
  expect(fails).toBe(-1);
});

it('a restore that nobody was erased since opens without a replay, and one that is half done does not', async () => {
  await restores.begin(head, NOW);
  const following = catchUp(() => Promise.reject(new Error('nothing is to be replayed')));
  await expect(following.run()).rejects.toThrow(HalfRestored);
  expect(await restores.isOpen()).toBe(false);
  await restores.finish(head, NOW);
  expect(await restores.isOpen()).toBe(false);
  await following.run();
  expect([await restores.isOpen(), told]).toEqual([true, []]);
});

it('what a database has seen and the ledger has not ends the start, and nothing is served by a ledger that is damaged', async () => {
  const first = await bury();
  await applied.set({ ...first, sequence: 2 }, NOW);
  await expect(look()).rejects.toThrow(LedgerDamaged);
  await restores.found(NOW);
  await expect(catchUp(async () => undefined).run()).rejects.toThrow(LedgerDamaged);
  expect(await restores.isOpen()).toBe(false);
});

it('what is known of the ledger never goes back, whoever says so', async () => {
  const [first, second] = [await bury(), await bury()];
  await Promise.all([applied.set(second, NOW), applied.set(first, NOW), applied.set(second, NOW)]);
  await applied.set(first, NOW);
  expect(await applied.get()).toEqual({ sequence: 2, hash: second.hash });
});
