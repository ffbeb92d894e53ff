import { startAuditWorld, type AuditWorld } from '../../../test/kit/audit-world.ts';
import { startChild } from '../../../test/kit/child.ts';
import { recordAudit, type Audited } from '../../../schema/events/record-audit.ts';
import { entryId, textOf } from './audit-entry.ts';
import { AuditLog, LogBroken } from './audit-log.ts';
import { verifyLog } from './audit-verification.ts';

let world: AuditWorld;
beforeAll(async () => void (world = await startAuditWorld()));
beforeEach(() => world.renew());
afterAll(() => world?.stop());

const read: Audited = { actor: 'system', role: 'SYSTEM', action: 'READ', count: 1, reason: 'MAINTENANCE' };
const stored = () => world.log.entries.find({}, { promoteBuffers: true }).sort({ _id: 1 }).toArray();
const events = async () => (await stored()).map(({ event }) => event);
const written = async () => (await world.outbox.find().sort({ at: 1, _id: 1 }).toArray()).map(({ _id }) => _id);
const sound = async (entries: number) => {
  expect(await verifyLog(world.log, world.witness)).toMatchObject({ finding: null, entries });
};

it('takes events in by order of time, each once, and takes them from the outbox', async () => {
  await world.write(7);
  const ids = await written();
  expect([await world.log.append(4), await world.log.append(4), await world.log.append(4)]).toEqual([4, 3, 0]);
  expect(await events()).toEqual(ids);
  expect((await stored()).map(({ _id }) => _id)).toEqual(ids.map((_, index) => entryId(index)));
  expect(await written()).toEqual([]);
  await sound(7);
});

it('an event is there exactly when the change is that it tells of', async () => {
  const notes = world.events.db!.collection<{ _id: number }>('notes');
  await notes.deleteMany({});
  await expect(
    world.events.transaction(async (session) => {
      await notes.insertOne({ _id: 1 }, { session });
      await recordAudit(world.events, read, session);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect([await notes.countDocuments(), await written()]).toEqual([0, []]);
  await world.events.transaction(async (session) => {
    await notes.insertOne({ _id: 2 }, { session });
    await recordAudit(world.events, read, session);
  });
  expect([await notes.countDocuments(), (await written()).length]).toEqual([1, 1]);
});

it.each<[string, Partial<Record<keyof Audited, unknown>>]>([
  ['no reason', { reason: undefined }],
  ['a reason in words', { reason: 'Ayşe Yılmaz asked by telephone' }],
  ['an address as actor', { actor: 'ayse@example.com' }],
  ['a name as actor', { actor: 'Ayşe Yılmaz' }],
  ['an address as subject', { subjectRef: 'ayse@example.com' }],
  ['an address as reference', { reasonRef: 'ayse@example.com' }],
  ['an action of its own', { action: 'LOOKED_AT_AYSE' }],
  ['a role of its own', { role: 'AYSE' }],
  ['a collection with room for words', { record: { collection: 'ayse yilmaz' } }],
  ['a count that is none', { count: -1 }],
])('refuses an event with %s', async (_, changes) => {
  await expect(recordAudit(world.events, { ...read, ...changes } as Audited)).rejects.toMatchObject({ code: 121 });
  expect(await written()).toEqual([]);
});

it('keeps a request id that is a UUID, and no other text in its place', async () => {
  const requestId = '0b9a4c1e-58b6-4d7b-9a55-0c2f4f3d2b1a';
  await recordAudit(world.events, { ...read, requestId });
  await recordAudit(world.events, { ...read, requestId: 'ayse@example.com' });
  await world.log.append();
  expect((await stored()).map((entry) => entry.requestId)).toEqual(expect.arrayContaining([requestId, null]));
  for (const entry of await stored()) expect(textOf(entry)).not.toContain('ayse');
});

it('two logs at once leave no hole and double nothing', async () => {
  await world.write(120);
  const ids = await written();
  const { connection, events: outbox, auditKey } = world;
  const rivals = [world.log, new AuditLog({ connection, events: outbox, auditKey })];
  const took = await Promise.all(
    rivals.map(async (log) => {
      let count = 0;
      for (let more = 1; more > 0; count += more) more = await log.append(5);
      return count;
    }),
  );
  expect(took[0]! + took[1]!).toBe(120);
  expect(await events()).toEqual(ids);
  await sound(120);
});

it('an appender that is killed before any of its steps loses nothing and doubles nothing', async () => {
  const appending = (env: NodeJS.ProcessEnv) =>
    startChild('test/kit/audit-appender.main.ts', {
      ...process.env,
      MONGODB_URI: world.uri,
      AUDIT_SIGNING_KEY: world.auditKey,
      BATCH: '3',
      ...env,
    });
  // A killed client's transaction holds its locks until the server gives it up: after a minute, unless told otherwise.
  await world.connection.db!.admin().command({ setParameter: 1, transactionLifetimeLimitSeconds: 1 });
  await world.write(3);
  const whole = appending({});
  expect(await whole.ended).toBe(0);
  const steps = Number(/took 3 in (\d+) steps/.exec(whole.said())?.[1]);
  expect(steps).toBeGreaterThan(7);
  const ids = await events();
  for (let step = 1; step <= steps; step += 2) {
    await world.write(3);
    ids.push(...(await written()).slice(-3));
    const pair = [step, step + 1].map((before) => appending({ KILL_BEFORE: String(before) }).ended);
    await Promise.all(pair);
    expect([...(await events()), ...(await written())]).toEqual(ids);
    await sound(await world.log.entries.countDocuments());
  }
  while ((await world.log.append()) > 0);
  expect(await events()).toEqual(ids);
  await sound(ids.length);
}, 180_000);

it('goes on from nothing but a head that was signed', async () => {
  await world.grow(3);
  await world.write(1);
  const { heads } = world.log;
  const good = (await heads.findOne({ _id: 'newest' }))!;
  const other = (await heads.find({ _id: { $ne: 'newest' } }).toArray())[0]!;
  for (const change of [{ size: 2 }, { frontier: good.frontier.toReversed() }, { signed: 'a.b.c' }]) {
    await heads.updateOne({ _id: 'newest' }, { $set: change });
    await expect(world.log.append()).rejects.toThrow(LogBroken);
    await heads.replaceOne({ _id: 'newest' }, good);
  }
  await heads.deleteOne({ _id: 'newest' });
  await world.log.begin();
  await expect(world.log.append()).rejects.toThrow(LogBroken);
  expect(other.signed).toBe(good.signed);
  await heads.insertOne(good);
  expect(await world.log.append()).toBe(1);
});

it('keeps the newest thousand heads, and of older ones the first over each further thousand entries', async () => {
  await world.grow(1, 1);
  const { heads } = world.log;
  await heads.updateMany({}, { $inc: { batch: 999 } });
  await heads.updateOne({ _id: entryId(1) }, { $set: { landmark: true, batch: 1 } });
  await heads.updateOne({ _id: entryId(2) }, { $set: { batch: 2 } });
  await world.grow(1);
  expect((await heads.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual([
    entryId(1),
    entryId(3),
    'newest',
  ]);
  await sound(3);
});
