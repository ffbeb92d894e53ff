import 'reflect-metadata';
import { erasureWorld, officer, type ErasureWorld } from '../../../test/kit/erasure-world.ts';
import { until } from '../../../test/kit/world.ts';

import.meta.jest.setTimeout(180_000);

let world: ErasureWorld;
beforeAll(async () => {
  world = await erasureWorld();
  for (const work of world.erasures.erasureWork) work.start();
});
afterAll(async () => {
  await Promise.all(world?.erasures.erasureWork.map((work) => work.stop()) ?? []);
  await world?.database.close();
});
beforeEach(() => {
  for (const part of world.parts) [part.does, part.fates, part.named] = [{}, [], []];
});

const left = (ref: string) => world.parts.flatMap(({ stored }) => stored.filter((one) => one.ref === ref));

it('who cancelled and did not take it back is erased without an officer; case and cancellation are closed', async () => {
  world.member.named = [{ store: 'member', collection: 'inquiryMessages', id: 'm1', path: 'text', times: 1 }];
  const { accountId, ref } = world.person(3);
  const found = await world.opened(accountId, ['ACCOUNT_CANCELLATION']);
  const id = await world.cancelled(found, { accountId, ref });
  await until(async () => (await world.erasures.erasureStore.ofCase(found._id))?.state === 'CERTIFIED', 30_000);
  const erasure = await world.erasureOf(found);
  expect(erasure).toMatchObject({ ground: 'SUBJECT_LEFT', planner: null, approvals: [] });
  expect(erasure.certificate?.residuals.map(({ kind }) => kind)).toContain('MENTION');
  expect(world.issued.at(-1)).toMatchObject({ approvedAt: null, ground: 'SUBJECT_LEFT' });
  expect([left(ref), (await world.cancellationStore.byId(id))?.closedAt]).toEqual([[], expect.any(Date)]);
  expect((await world.desk.caseStore.byId(found._id))?.state).toBe('FULFILLED');
});

it('a plan that was refused meanwhile is void, and what runs is refused by nobody', async () => {
  const found = await world.opened(world.person().accountId);
  await world.plan(found, officer());
  const refuse = async () =>
    world.desk.caseDeciding.refuse(officer(), {
      id: world.caseId(found),
      expectedVersion: (await world.desk.caseStore.byId(found._id))!.version,
      reason: 'LEGAL_CLAIMS' as never,
      text: 'A dispute runs.',
      idempotencyKey: world.key(),
    });
  world.parts[1]!.does = { fence: () => Promise.reject(new Error('away')) };
  const running = await world.opened(world.person().accountId);
  await world.approved(running);
  const refused = await world.desk.caseDeciding.refuse(officer(), {
    id: world.caseId(running),
    expectedVersion: (await world.desk.caseStore.byId(running._id))!.version,
    reason: 'LEGAL_CLAIMS' as never,
    text: 'A dispute runs.',
    idempotencyKey: world.key(),
  });
  expect(refused).toMatchObject({ kind: 'refused', refusal: { reason: 'ERASURE_RUNS' } });
  world.parts[1]!.does = {};
  expect(await refuse()).toMatchObject({ kind: 'done' });
  expect(await world.erasures.erasureStore.ofCase(found._id)).toBeNull();
  expect(await world.plan(found, officer())).toMatchObject({ refusal: { currentState: 'REFUSED' } });
  await world.reaches(running, 'CERTIFIED');
});

it('erases anew in databases of before, as often as it is asked, and says so while something is left', async () => {
  const { accountId, ref } = world.person(3);
  const found = await world.opened(accountId);
  await world.approved(found);
  const { _id } = await world.reaches(found, 'CERTIFIED');
  const entry = world.around.ledger.find(({ erasureId }) => erasureId === _id)!;
  const { replay } = world.erasures.erasureReplay;
  const back = () => world.parts[0]!.stored.push({ store: 'member', collection: 'things', id: 'back', ref });
  back();
  await replay([entry]);
  // These databases know it as certified: nothing of it can have come back with them.
  expect(left(ref)).toHaveLength(1);
  await world.database.connection.collection('erasures').deleteOne({ _id } as never);
  world.parts[0]!.does = { erase: async () => ({ done: true, counts: [] }), verify: async () => [] };
  await expect(replay([entry])).rejects.toThrow('member.things');
  world.parts[0]!.does = {};
  for (let time = 0; time < 2; time++) await replay([entry]);
  expect(left(ref)).toEqual([]);
});
