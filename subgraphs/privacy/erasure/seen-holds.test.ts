import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { erasureWorld, officer, type ErasureWorld } from '../../../test/kit/erasure-world.ts';
import { holdDesk, holdOf, placedBy, type HoldDesk } from '../../../test/kit/holding.ts';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { until } from '../../../test/kit/world.ts';
import type { PersonReference } from '../../../kit/participation/participant.ts';
import { MOST_HELD } from '../../../kit/participation/participation-messages.ts';
import { blocksOf } from '../case/privacy-case.policy.ts';
import type { PrivacyCase } from '../case/privacy-case.record.ts';
import { keptBy } from './erasure-around.ts';
import type { Holds } from './erasure-ports.ts';
import { atRecordsOf } from './erasure-services.ts';

import.meta.jest.setTimeout(300_000);

let world: ErasureWorld;
let desk: HoldDesk;
/** Whose officer looked before the erasure was at the records, and acts now. */
let late: HoldDesk;
let holds: Holds;
const running: { stop(): Promise<void> }[] = [];
beforeAll(async () => {
  world = await erasureWorld();
  const participants = world.parts.map(({ stored }) => ({
    async *export(references: readonly PersonReference[]) {
      const refs = new Set(references.map(({ ref }) => ref));
      for (const one of stored) if (refs.has(one.ref)) yield one as never;
    },
  }));
  const { connection } = world.database;
  desk = await holdDesk(world.database, { participants, isErasing: atRecordsOf(connection, world.now) });
  late = await holdDesk(world.database, { participants });
  holds = keptBy(desk.legalHolds);
});
afterAll(() => world?.database.close());
beforeEach(() => void (world.around.ports.holds = holds));
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  for (const part of world.parts) part.does = {};
  for (const name of ['erasures', 'legalHolds']) await world.database.connection.collection(name).deleteMany({});
});

/** Somebody with an inquiry, whose case an officer may name. */
async function somebody() {
  const { accountId, ref } = world.person(2);
  const id = randomBytes(12).toString('hex');
  world.member.stored.push({ store: 'member', collection: 'inquiries', id, ref });
  const found = await world.opened(accountId);
  const place = { store: 'member', collection: 'inquiries', recordId: id };
  const isThere = () => world.member.stored.some((one) => one.id === id);
  return { found, place, isThere };
}
/** A hold on more records of somebody than an erasure can leave out. */
function tooMuchHeld(found: PrivacyCase, ref: string): Promise<string> {
  const place = { store: 'member', collection: 'inquiries' };
  const ids = Array.from({ length: MOST_HELD + 1 }, () => randomBytes(12).toString('hex'));
  world.member.stored.push(...ids.map((id) => ({ ...place, id, ref })));
  return placedBy(desk, officer(), { caseId: world.caseId(found), places: [place] });
}
const begin = () => {
  const { approvedErasures } = world.services();
  running.push(approvedErasures);
  approvedErasures.start();
};
const refusal = async (found: PrivacyCase | null, place: object) => {
  const caseId = found && { caseId: world.caseId(found) };
  const outcome = await desk.legalHoldDesk.place(officer(), holdOf({ ...caseId, places: [place as never] }));
  return outcome.kind === 'refused' ? (outcome.refusal as { reason?: string }).reason : null;
};

it('a hold that is placed before the records go keeps them', async () => {
  const { found, place, isThere } = await somebody();
  await world.approved(found);
  const catalog = world.parts[1]!;
  catalog.does = {
    unindex: async () => {
      catalog.does = {};
      await placedBy(desk, officer(), { places: [place] });
      return { changed: 0 };
    },
  };
  begin();
  const { held } = await world.reaches(found, 'WAITING', 'CERTIFIED', 'BLOCKED');
  expect([isThere(), held.map(({ id }) => id)]).toEqual([true, [place.recordId]]);
});

it('none is acknowledged while they may be going, and one about somebody else is', async () => {
  const [{ found, place, isThere }, other] = [await somebody(), await somebody()];
  await world.approved(found);
  const told: unknown[] = [];
  world.parts[1]!.does = {
    erase: async (target) => {
      world.parts[1]!.does = {};
      told.push(await refusal(null, place), await refusal(found, place), await refusal(other.found, other.place));
      return world.parts[1]!.erase(target);
    },
  };
  begin();
  await world.reaches(found, 'WAITING', 'CERTIFIED', 'BLOCKED');
  expect([isThere(), told]).toEqual([false, ['ERASURE_AT_WORK', 'ERASURE_AT_WORK', null]]);
  expect(await refusal(found, place)).toBeNull();
});

it('one that is placed while it is looked what is held is seen', async () => {
  const { found, place, isThere } = await somebody();
  await world.approved(found);
  let isPlaced = false;
  world.around.ports.holds = {
    ...holds,
    heldFor: async (references) => {
      const seen = await holds.heldFor(references);
      const { step } = await world.erasureOf(found);
      if (step === 'ERASE' && !isPlaced) isPlaced = Boolean(await placedBy(late, officer(), { places: [place] }));
      return seen;
    },
  };
  begin();
  await world.reaches(found, 'WAITING', 'CERTIFIED', 'BLOCKED');
  expect([isPlaced, isThere()]).toEqual([true, true]);
});

it('one that is placed between two calls of a part that takes several is seen by the second', async () => {
  const { found, place, isThere } = await somebody();
  await world.approved(found);
  world.member.does = {
    erase: async () => {
      world.member.does = {};
      await placedBy(late, officer(), { places: [place] });
      return { done: false, counts: [] };
    },
  };
  begin();
  await world.reaches(found, 'WAITING', 'CERTIFIED', 'BLOCKED');
  expect(isThere()).toBe(true);
});

it('who left, of whom more is held than can be left out, is shown to officers as one that is stopped, once, and goes on after a release', async () => {
  const { accountId, ref } = world.person(2);
  const found = await world.opened(accountId, ['ACCOUNT_CANCELLATION']);
  const hold = await tooMuchHeld(found, ref);
  const id = await world.cancelled(found, { accountId, ref });
  const services = world.services();
  desk.legalHolds.onReleased((erasureId) => services.resumeErasure(erasureId));
  for (const work of [...services.erasureWork, desk.legalHoldWork[0]]) {
    running.push(work);
    work.start();
  }
  await until(async () => (await services.erasureStore.ofCase(found._id)) !== null, 30_000);
  const { blockedBy, planner, state } = await world.reaches(found, 'BLOCKED');
  expect([blockedBy?.code, planner, state]).toEqual(['TOO_MUCH_HELD', null, 'BLOCKED']);
  const shown = (await world.desk.caseStore.byId(found._id))!;
  expect([shown.state, blocksOf(shown).map(({ code }) => code)]).toEqual(['BLOCKED', ['ERASURE_BLOCKED']]);
  const cancellations = world.cancellationStore.collection;
  await cancellations.updateOne({ _id: id }, { $set: { dueAt: world.now() } });
  await until(async () => (await world.cancellationStore.byId(id))!.dueAt > world.now(), 30_000);
  expect(await services.erasureStore.collection.countDocuments({ caseId: found._id })).toBe(1);
  const over = { id: globalId('LegalHold', hold), text: 'Over.', idempotencyKey: world.key() };
  expect(await desk.legalHoldDesk.release(officer(), over)).toMatchObject({ kind: 'done' });
  await until(async () => (await world.erasureOf(found)).state === 'CERTIFIED', 60_000);
  expect(world.member.stored.some((one) => one.ref === ref)).toBe(false);
  expect((await world.cancellationStore.byId(id))!.closedAt).not.toBeNull();
});

it('of more than an erasure can leave out officers are told what to do, and nothing is planned', async () => {
  const { found, place } = await somebody();
  const { ref } = world.member.stored.find(({ id }) => id === place.recordId)!;
  await tooMuchHeld(found, ref);
  const planning = world.services().erasurePlanning.plan(officer(), {
    caseId: world.caseId(found),
    ground: 'NO_CONSENT' as never,
    idempotencyKey: world.key(),
  });
  expect(await planning).toMatchObject({
    refusal: { reason: 'TOO_MUCH_HELD', message: expect.stringContaining(`at most ${MOST_HELD}`) as never },
  });
  expect(await world.database.connection.collection('erasures').countDocuments()).toBe(0);
  world.member.stored.splice(-2);
  expect((await desk.legalHolds.heldFor([{ ref, kind: 'MEMBER' }])).more).toBe(false);
});
