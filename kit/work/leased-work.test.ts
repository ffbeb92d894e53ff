import { setTimeout as sleep } from 'node:timers/promises';
import { fenceRecord } from '../fence/fence.record.ts';
import { fencesOf } from '../fence/fences.ts';
import { connect } from '../mongo/connect.ts';
import { createLog } from '../log/log.ts';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { nullable, subjectRef as referenceTo } from '../record/field.ts';
import { ensureCollections, modelOf, record } from '../record/record.ts';
import { newSubjectRef } from '../subject-keys/subject-ref.ts';
import { LeasedWork, type LeasedWorkParts, type WorkDocument } from './leased-work.ts';
import { workFields } from './work.fields.ts';

const piece = record({
  collection: 'pieces',
  version: 1,
  fields: { ...workFields, subjectRef: nullable(referenceTo('MEMBER')) },
  indexes: [{ keys: { dueAt: 1 } }],
});
let servers: LocalServers;
let connection: ReturnType<typeof connect>[number];
const pieces = () => modelOf(connection, piece).collection as unknown as LeasedWorkParts['collection'];
const due = (_id: string, dueAt = new Date(), subjectRef: string | null = null) =>
  pieces().insertOne({ _id, dueAt, leasedUntil: null, attempts: 0, subjectRef } as WorkDocument);
const work = (parts: Partial<LeasedWorkParts> & Pick<LeasedWorkParts, 'run'>) =>
  new LeasedWork({
    kind: 'piece',
    collection: pieces(),
    log: createLog('test', () => undefined),
    idleMs: 50,
    ...parts,
  });
async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Expected in time: ${holds.toString()}`);
    await sleep(20);
  }
}

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['work']);
  await connection.asPromise();
  await ensureCollections(connection, [piece, fenceRecord]);
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
});
beforeEach(() => pieces().deleteMany({}));

it('does each piece once, however many processes are at it, and none before it is due', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, n) => due(`piece-${n}`)));
  await due('later', new Date(Date.now() + 60_000));
  const done: string[] = [];
  const workers = Array.from({ length: 3 }, () =>
    work({
      atOnce: 2,
      run: async (id) => {
        done.push(id);
        await sleep(5);
        await pieces().deleteOne({ _id: id });
      },
    }),
  );
  for (const worker of workers) worker.start();
  await until(async () => (await pieces().countDocuments()) === 1);
  await Promise.all(workers.map((worker) => worker.stop()));
  expect(done.toSorted()).toEqual(Array.from({ length: 30 }, (_, n) => `piece-${n}`).toSorted());
});

it('does as many at a time as it is told, and no more', async () => {
  await Promise.all(Array.from({ length: 6 }, (_, n) => due(`piece-${n}`)));
  let [doing, most] = [0, 0];
  const worker = work({
    atOnce: 3,
    run: async (id) => {
      most = Math.max(most, ++doing);
      await until(() => most >= 3);
      await sleep(20);
      doing--;
      await pieces().deleteOne({ _id: id });
    },
  });
  worker.start();
  await until(async () => (await pieces().countDocuments()) === 0);
  await worker.stop();
  expect(most).toBe(3);
});

it('waits for all that was begun when it is stopped', async () => {
  await Promise.all([due('one'), due('other')]);
  let [begun, ended] = [0, 0];
  const worker = work({
    atOnce: 2,
    run: async (id) => {
      begun++;
      await until(() => begun === 2);
      await sleep(100);
      await pieces().deleteOne({ _id: id });
      ended++;
    },
  });
  worker.start();
  await until(() => begun === 2);
  await worker.stop();
  expect(ended).toBe(2);
});

it('takes over from a process that ended half-way, once its lease is over, and the late one may not go on', async () => {
  await due('left');
  let late = '';
  let done = false;
  const slow = work({
    leaseMs: 100,
    run: async (_, renew) => {
      await until(() => done);
      late = await renew().then(
        () => 'renewed',
        (error: Error) => error.message,
      );
    },
  });
  slow.start();
  await until(async () => (await pieces().findOne({ _id: 'left' }))!.attempts === 1);
  const other = work({
    run: async (id) => {
      done = true;
      await pieces().deleteOne({ _id: id });
    },
  });
  other.start();
  await until(() => late !== '');
  await Promise.all([slow.stop(), other.stop()]);
  expect(late).toBe('somebody else has taken it');
});

it('keeps a piece as long as it renews its lease', async () => {
  await due('long');
  let begun = 0;
  const run: LeasedWorkParts['run'] = async (id, renew) => {
    begun++;
    for (let n = 0; n < 8; n++) {
      await sleep(30);
      await renew();
    }
    await pieces().deleteOne({ _id: id });
  };
  const workers = [work({ leaseMs: 150, run }), work({ leaseMs: 150, run })];
  for (const worker of workers) worker.start();
  await until(async () => (await pieces().countDocuments()) === 0);
  await Promise.all(workers.map((worker) => worker.stop()));
  expect(begun).toBe(1);
});

it('tries a piece that failed again, after a pause that grows, and does others meanwhile', async () => {
  await due('broken');
  await due('good');
  const worker = work({
    run: async (id) => {
      if (id === 'broken') throw new Error('out of order');
      await pieces().deleteOne({ _id: id });
    },
  });
  worker.start();
  await until(async () => (await pieces().countDocuments()) === 1);
  await until(async () => (await pieces().findOne({ _id: 'broken' }))!.attempts === 2);
  const { dueAt, leasedUntil } = await until(
    async () => (await pieces().findOne({ _id: 'broken' }))!.leasedUntil === null,
  ).then(async () => (await pieces().findOne({ _id: 'broken' }))!);
  await worker.stop();
  expect(leasedUntil).toBeNull();
  expect(dueAt.getTime() - Date.now()).toBeGreaterThan(1_000);
});

it('is woken by whoever wrote something that is due', async () => {
  const done: string[] = [];
  const worker = work({
    idleMs: 60_000,
    run: async (id) => void (done.push(id), await pieces().deleteOne({ _id: id })),
  });
  worker.start();
  await sleep(100);
  await due('now');
  worker.wake();
  await until(() => done.length === 1);
  await worker.stop();
  expect(done).toEqual(['now']);
});

it('does not begin what names somebody who is being erased, says so once, and leaves it to the erasure', async () => {
  const [gone, here] = [newSubjectRef(), newSubjectRef()];
  await due('theirs', new Date(Date.now() - 1_000), gone);
  await due('another’s', new Date(), here);
  await fencesOf(connection).fence([gone]);
  const [begun, lines]: [string[], string[]] = [[], []];
  const worker = work({
    log: createLog('test', (line) => void lines.push(line)),
    run: async (id) => void (begun.push(id), await pieces().deleteOne({ _id: id })),
  });
  worker.start();
  await until(() => begun.length === 1 && lines.length > 0);
  await sleep(300);
  await worker.stop();
  expect(begun).toEqual(['another’s']);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('work dropped');
  expect(lines[0]).not.toContain(gone);
  const left = await pieces().findOne({ _id: 'theirs' });
  expect(left).toMatchObject({ leasedUntil: null, attempts: 1 });
  expect(left!.dueAt.getTime() - Date.now()).toBeGreaterThan(3_000_000);
});
