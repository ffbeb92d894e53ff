import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../mongo/connect.ts';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { integer } from '../record/field.ts';
import { ensureCollections, modelOf, record } from '../record/record.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { anonymous } from '../viewer/viewer.ts';
import { startTestKeys, type TestKeys } from '../../test/kit/keyring.ts';
import { idempotencyKeyRecord } from './idempotency-key.record.ts';
import { Idempotency } from './idempotency.ts';

const counter = record({ collection: 'counters', version: 1, fields: { count: integer(0, 999) }, indexes: [] });
const member: Viewer = { kind: 'account', accountId: 'a'.repeat(24), sessionId: 'b'.repeat(24), roles: [] };
const other: Viewer = { ...member, accountId: 'c'.repeat(24) };
let servers: LocalServers;
let keys: TestKeys;
let connection: ReturnType<typeof connect>[number];
const counters = () => modelOf(connection, counter);
const counted = async () => (await counters().find().lean()).reduce((sum, { count }) => sum + count, 0);

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['idempotency']);
  await connection.asPromise();
  await ensureCollections(connection, [counter, idempotencyKeyRecord]);
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});
beforeEach(() => counters().deleteMany({}));

const count = (
  key: string,
  {
    viewer = member,
    input = { by: 1 },
    mutation = 'count',
  }: { viewer?: Viewer; input?: object; mutation?: string } = {},
) =>
  new Idempotency(connection, keys.keyring).once(
    { viewer, mutation, key, input: { ...input, idempotencyKey: key } },
    async (session) => {
      const [made] = await counters().create([{ _id: Math.random().toString(36), count: 1 }], { session });
      return { reference: made!._id };
    },
  );

it('lets fifty requests at once, and one after all processes began anew, take effect once with one answer', async () => {
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => count('once')));
  const later = await count('once');
  expect(await counted()).toBe(1);
  const references = new Set([...outcomes, later].map((outcome) => outcome.kind === 'done' && outcome.reference));
  expect(references).toEqual(new Set([(await counters().findOne().lean())!._id]));
  expect(outcomes.filter((outcome) => outcome.kind === 'done' && !outcome.repeated)).toHaveLength(1);
}, 30_000);

it('lets repeats that come to one process at once wait for the first, also when that is refused', async () => {
  const idempotency = new Idempotency(connection, keys.keyring);
  let [running, most, tries] = [0, 0, 0];
  const repeat = () =>
    idempotency.once({ viewer: member, mutation: 'wait', key: 'wait', input: {} }, async () => {
      most = Math.max(most, ++running);
      await sleep(10);
      running--;
      return ++tries === 1 ? { message: 'not yet' } : { reference: null };
    });
  const outcomes = await Promise.all(Array.from({ length: 8 }, repeat));
  expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', ...Array.from({ length: 7 }, () => 'done')]);
  expect([most, tries]).toEqual([1, 2]);
});

it('tells other input under the same key apart, and the keys of other members and mutations', async () => {
  await count('shared');
  expect(await count('shared', { input: { by: 2 } })).toEqual({ kind: 'reused' });
  expect(await count('shared', { viewer: other })).toMatchObject({ kind: 'done', repeated: false });
  expect(await count('shared', { mutation: 'recount' })).toMatchObject({ kind: 'done', repeated: false });
  expect(await counted()).toBe(3);
});

it('keeps nothing of a refusal, of what it wrote before, or of a failure', async () => {
  const idempotency = new Idempotency(connection, keys.keyring);
  const intention = { viewer: member, mutation: 'count', key: 'refused', input: {} };
  const refusal = { message: 'no' };
  const outcome = await idempotency.once(intention, async (session) => {
    await counters().create([{ _id: 'refused', count: 1 }], { session });
    return refusal;
  });
  expect(outcome).toEqual({ kind: 'refused', refusal });
  const failed = idempotency.once(intention, async (session) => {
    await counters().create([{ _id: 'failed', count: 1 }], { session });
    throw new Error('out of order');
  });
  await expect(failed).rejects.toThrow('out of order');
  expect(await counted()).toBe(0);
  expect(await idempotency.once(intention, async () => ({ reference: null }))).toEqual({
    kind: 'done',
    reference: null,
    repeated: false,
  });
});

it('without a key each request is one of its own, and a refusal changes nothing', async () => {
  const idempotency = new Idempotency(connection, keys.keyring);
  const intention = { viewer: member, mutation: 'count', key: null, input: {} };
  const add = (answer: object) =>
    idempotency.once(intention, async (session) => {
      await counters().create([{ _id: Math.random().toString(36), count: 1 }], { session });
      return answer;
    });
  for (let n = 0; n < 2; n++)
    expect(await add({ reference: 'made' })).toEqual({ kind: 'done', reference: 'made', repeated: false });
  expect(await add({ message: 'no' })).toEqual({ kind: 'refused', refusal: { message: 'no' } });
  expect(await counted()).toBe(2);
});

it('a duplicate of the effect’s own is a failure, and not taken for an earlier request', async () => {
  await counters().create({ _id: 'taken', count: 1 });
  const intention = { viewer: member, mutation: 'count', key: 'duplicate', input: {} };
  const outcome = new Idempotency(connection, keys.keyring).once(intention, async (session) => {
    await counters().create([{ _id: 'taken', count: 1 }], { session });
    return { reference: 'taken' };
  });
  await expect(outcome).rejects.toMatchObject({ code: 11_000 });
});

it('runs an effect again that another write was in the way of', async () => {
  await counters().create({ _id: 'contended', count: 0 });
  const add = (key: string) =>
    new Idempotency(connection, keys.keyring).once(
      { viewer: member, mutation: 'add', key, input: {} },
      async (session) => {
        const found = await counters().findById('contended').session(session).lean();
        await sleep(5);
        await counters().updateOne({ _id: 'contended' }, { $set: { count: found!.count + 1 } }, { session });
        return { reference: null };
      },
    );
  await Promise.all(Array.from({ length: 8 }, (_, n) => add(`add-${n}`)));
  expect(await counted()).toBe(8);
}, 30_000);

it.each([
  ['', member],
  ['with blank', member],
  ['x'.repeat(129), member],
  ['kürzel', member],
  ['x'.repeat(21), anonymous],
])('refuses the key %p', async (key, viewer) => {
  await expect(count(key, { viewer })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  expect(await counted()).toBe(0);
});

it('stores neither the key nor anything of the input', async () => {
  await count('a-key-to-look-for', { input: { password: 'correct horse' } });
  const stored = JSON.stringify(await modelOf(connection, idempotencyKeyRecord).find().lean());
  expect(stored).not.toMatch(/look-for|correct|aaaaaaaa/);
});
