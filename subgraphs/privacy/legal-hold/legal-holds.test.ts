import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession } from 'mongoose';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { createLog } from '../../../kit/log/log.ts';
import type { Participant, PersonRecord, PersonReference } from '../../../kit/participation/participant.ts';
import { accountWith, holdDesk, holdOf, placedBy, type Account, type HoldDesk } from '../../../test/kit/holding.ts';
import { rightsDatabase, type RightsDatabase } from '../../../test/kit/rights-database.ts';
import { rightsDesk } from '../../../test/kit/rights-desk.ts';
import { until } from '../../../test/kit/world.ts';
import { PrivacyRight } from '../case/privacy-case.enum.ts';

import.meta.jest.setTimeout(180_000);

const officer = accountWith(['PRIVACY_OFFICER']);
const log = createLog('test', () => undefined);
const client = { network: 'unknown', device: 'unknown', addressKey: 'visitor' };
const id = () => randomBytes(12).toString('hex');
let database: RightsDatabase;
let desk: HoldDesk;
beforeAll(async () => {
  database = await rightsDatabase();
  desk = await holdDesk(database, { participants });
});
afterAll(() => database?.close());
beforeEach(() => database.connection.collection('legalHolds').deleteMany({}));

/** What is stored of two people. */
const [ayse, bora] = [id(), id()].map((ref): PersonReference[] => [{ ref, kind: 'ANYBODY' }]) as [
  PersonReference[],
  PersonReference[],
];
const records: Record<string, [string, string][]> = {
  [ayse[0]!.ref]: [
    ['inquiries', id()],
    ['inquiries', id()],
    ['accounts', ayse[0]!.ref],
  ],
  [bora[0]!.ref]: [['inquiries', id()]],
};
const member: Pick<Participant, 'export'> = {
  async *export(references) {
    for (const { ref } of references)
      for (const [collection, one] of records[ref] ?? [])
        yield { store: 'member', collection, id: one } as PersonRecord;
  },
};
const away = (): ReturnType<Participant['export']> => {
  throw new Error('away');
};
const participants = [member];
const heldOf = async (references: readonly PersonReference[]) =>
  (await desk.legalHolds.heldFor(references)).held.map(({ collection, id: one }) => `${collection} ${one}`).toSorted();
const release = (hold: string) =>
  desk.legalHoldDesk.release(officer, { id: globalId('LegalHold', hold), text: 'Over.', idempotencyKey: randomUUID() });
const inTransaction = (act: (session: ClientSession) => Promise<unknown>) => database.connection.transaction(act);

/** A case of somebody by their account; the part that knows them answers by it. */
async function caseOf(viewer: Account): Promise<string> {
  const { connection, events, keys } = database;
  const known = { email: 'ayse@member.example', name: 'Ayşe', locale: 'EN', country: 'DE', isStaff: false } as const;
  const identify: Participant['identify'] = async (sought) =>
    'accountId' in sought && sought.accountId === viewer.accountId
      ? { references: ayse, account: { ...known, accountId: viewer.accountId } }
      : { references: [], account: null };
  const knowing = { ...member, name: 'member', identify } as Partial<Participant> as Participant;
  const rights = rightsDesk({ connection, events, keyring: keys.keyring, participants: [knowing], log });
  const input = { rights: [PrivacyRight.ERASURE], idempotencyKey: randomUUID() };
  const outcome = await rights.caseOpening.open(input, { viewer, client, locale: 'EN' });
  if (outcome.kind !== 'done') throw new Error(`Expected a case, got ${JSON.stringify(outcome)}.`);
  return globalId('PrivacyCase', outcome.reference!);
}

it('names records one by one, and is of whoever they are about', async () => {
  const [[, first], [, second]] = records[ayse[0]!.ref] as [[string, string], [string, string]];
  const place = { store: 'member', collection: 'inquiries', recordId: first };
  const hold = await placedBy(desk, officer, { places: [place] });
  expect(await heldOf(ayse)).toEqual([`inquiries ${first}`]);
  expect(await heldOf(bora)).toEqual([]);
  expect((await desk.legalHolds.heldFor(ayse)).held[0]).toMatchObject({ holdId: hold, basis: 'LEGAL_CLAIM' });
  const also = await placedBy(desk, officer, { places: [place, { ...place, recordId: second }] });
  await release(hold);
  expect(await heldOf(ayse)).toEqual([`inquiries ${first}`, `inquiries ${second}`].toSorted());
  await release(also);
  expect(await heldOf(ayse)).toEqual([]);
});

it('names a whole place of the person of a case, also what comes there later, and of nobody else', async () => {
  const viewer = accountWith();
  const [caseId, place] = [await caseOf(viewer), { store: 'member', collection: 'inquiries' }];
  await placedBy(desk, officer, { caseId, places: [place] });
  expect(await heldOf(ayse)).toHaveLength(2);
  records[ayse[0]!.ref]!.push(['inquiries', id()]);
  expect(await heldOf(ayse)).toHaveLength(3);
  expect(await heldOf(bora)).toEqual([]);
  const own = { ...viewer, roles: officer.roles };
  const outcome = await desk.legalHoldDesk.place(own, holdOf({ caseId, places: [place] }));
  expect(outcome).toMatchObject({ refusal: { reason: 'OWN_CASE' } });
});

it('is of others: who names a record about themselves is refused, without a case too, and does not release what a colleague holds of it', async () => {
  const own = accountWith(['PRIVACY_OFFICER']);
  const identify: Participant['identify'] = async (sought) => ({
    references: 'accountId' in sought && sought.accountId === own.accountId ? ayse : [],
    account: null,
  });
  let isAway = false;
  const part = {
    identify,
    export: (...of: Parameters<typeof member.export>) => (isAway ? away() : member.export(...of)),
  };
  const knowing = await holdDesk(database, { participants: [part] });
  const [[collection, recordId], [, others]] = [records[ayse[0]!.ref]![0]!, records[bora[0]!.ref]![0]!];
  const places = [others, recordId].map((one) => ({ store: 'member', collection, recordId: one }));
  const refused = { kind: 'refused', refusal: { reason: 'OWN_RECORD' } };
  expect(await knowing.legalHoldDesk.place(own, holdOf({ places }))).toMatchObject(refused);
  expect(await heldOf(ayse)).toEqual([]);
  await placedBy(knowing, own, { places: places.slice(0, 1) });
  const hold = globalId('LegalHold', await placedBy(knowing, officer, { places }));
  const over = { id: hold, text: 'Over.', idempotencyKey: randomUUID() };
  expect(await knowing.legalHoldDesk.release(own, over)).toMatchObject(refused);
  expect(await heldOf(ayse)).toHaveLength(1);
  isAway = true;
  await expect(knowing.legalHoldDesk.place(own, holdOf({ places }))).rejects.toMatchObject({
    extensions: { code: 'UNAVAILABLE' },
  });
  expect(await knowing.legalHoldDesk.release(officer, over)).toMatchObject({ kind: 'done' });
});

it('of an erasure that acts on what is held, and a hold that is placed or released at that moment, one comes first', async () => {
  const act = async (change: () => Promise<unknown>) => {
    const before = await desk.legalHolds.heldFor(ayse);
    await Promise.all([inTransaction((session) => desk.legalHolds.stillSo(before, session)), change()]);
    // After both, what was seen is the past: whoever acts later has to look anew.
    await inTransaction(async (session) => expect(await desk.legalHolds.stillSo(before, session)).toBe(false));
  };
  for (let time = 0; time < 20; time++) {
    let hold = '';
    await act(async () => void (hold = await placedBy(desk, officer)));
    await act(() => release(hold));
  }
  const slow = await desk.legalHolds.heldFor(ayse);
  let placed = false;
  let placing: Promise<unknown> = Promise.resolve();
  await inTransaction(async (session) => {
    if (!(await desk.legalHolds.stillSo(slow, session))) return;
    placing = placedBy(desk, officer).then(() => (placed = true));
    // Nothing is placed before this ends.
    expect(await Promise.race([placing.then(() => 'placed'), sleep(300).then(() => 'not placed')])).toBe('not placed');
  });
  await placing;
  expect(placed).toBe(true);
});

it('calls an erasure that waits after each release, also one that fails at first and in a process that comes later', async () => {
  const [waits, other] = [id(), id()];
  const hold = await placedBy(desk, officer);
  for (const erasure of [waits, other]) await inTransaction((session) => desk.legalHolds.waits(erasure, session));
  await inTransaction((session) => desk.legalHolds.waitsNoMore(other, session));
  const called: string[] = [];
  let fails = true;
  const [first, second] = [await holdDesk(database), await holdDesk(database)];
  first.legalHolds.onReleased(async (erasure) => {
    called.push(erasure);
    if (fails) throw new Error('away');
  });
  first.legalHoldWork[0].start();
  await release(hold);
  await until(async () => called.length > 0, 30_000);
  await first.legalHoldWork[0].stop();
  fails = false;
  const further: string[] = [];
  second.legalHolds.onReleased(async (erasure) => {
    further.push(erasure);
    // Still held by another: it waits for that.
    if (further.length === 1) await inTransaction((session) => second.legalHolds.waits(erasure, session));
  });
  second.legalHoldWork[0].start();
  try {
    await until(async () => further.length === 1, 60_000);
    await release(await placedBy(desk, officer));
    await until(async () => further.length === 2, 60_000);
    const tasks = database.connection.collection('legalHoldTasks');
    await until(async () => (await tasks.countDocuments({ task: 'RESUME' })) === 0, 30_000);
  } finally {
    await second.legalHoldWork[0].stop();
  }
  expect(new Set([...called, ...further])).toEqual(new Set([waits]));
});
