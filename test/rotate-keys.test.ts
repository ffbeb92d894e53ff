import { readdir } from 'node:fs/promises';
import { startLocalServers, type LocalServers } from '../kit/local-servers/local-servers.ts';
import { newSubjectRef } from '../kit/subject-keys/subject-ref.ts';
import { connect } from '../kit/mongo/connect.ts';
import { Records } from '../kit/record/records.ts';
import { seedWhenEmpty } from '../seed/seed-when-empty.ts';
import { companyRecord } from '../subgraphs/member/company/company.record.ts';
import { startChild } from './kit/child.ts';
import { startTestKeys, type TestKeys } from './kit/keyring.ts';
import { until } from './kit/world.ts';

let servers: LocalServers;
let keys: TestKeys;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
});
afterAll(async () => {
  await servers?.stop();
  await keys?.close();
});

const rotating = () =>
  startChild('rotate-keys.main.ts', { ...process.env, ...keys.env, MONGODB_URI: servers.mongo.uri }, []);
const epochs = async () => (await readdir(keys.env.WRAPPING_KEYS.slice('file:'.length))).toSorted();

it('killed half-way and run again, it ends with the old key gone and every person readable', async () => {
  const size = { companies: 60, products: 60 };
  await seedWhenEmpty({ mongoUri: servers.mongo.uri, size, keyring: keys.keyring, say: () => undefined });
  const [connection] = connect(servers.mongo.uri, ['member']);
  await connection.asPromise();
  const companies = async () =>
    new Records(connection, companyRecord, await keys.another()).find({}, { sort: { _id: 1 } });
  const before = await companies();
  expect(before.filter(({ traderRef }) => traderRef !== null).length).toBeGreaterThan(0);
  const others = Array.from({ length: 3_000 }, newSubjectRef);
  await keys.keyring.create(others);

  const killed = rotating();
  await until(() => killed.said().includes('data keys wrapped under epoch 2'), 60_000);
  await killed.kill();
  expect(await epochs()).toEqual(['epoch-1.key', 'epoch-2.key']);
  expect(await companies()).toEqual(before);

  const next = rotating();
  expect(await next.ended).toBe(0);
  expect(next.said()).toContain('Epoch 1 is destroyed; epoch 2 is in force.');
  expect(await epochs()).toEqual(['epoch-1.destroyed', 'epoch-2.key']);
  expect(await companies()).toEqual(before);
  expect((await (await keys.another()).keysOf(others)).size).toBe(others.length);
  const told = await connection.useDb('events').collection('auditEvents').find().toArray();
  expect(told).toMatchObject([{ actor: 'system', action: 'KEYS_ROTATED', reason: 'KEY_ROTATION' }]);
  await connection.close();
}, 120_000);
