import 'reflect-metadata';
import { erasureWorld, officer, type ErasureWorld } from '../../../test/kit/erasure-world.ts';
import { ErasureMentionDecision } from './erasure.enum.ts';
import { mentionId } from './mention-settling.ts';

import.meta.jest.setTimeout(180_000);

let world: ErasureWorld;
beforeAll(async () => void (world = await erasureWorld()));
afterAll(() => world?.database.close());
beforeEach(() => {
  for (const part of world.parts) [part.does, part.fates, part.named] = [{}, [], []];
});

const asked = () => world.opened(world.person().accountId);
const reason = (of: string) => ({ kind: 'refused', refusal: { reason: of } });

it('plans what there is and where, and does nothing', async () => {
  const found = await asked();
  expect(await world.plan(found, officer())).toMatchObject({ kind: 'done', reference: found._id });
  const { state, steps, planHash, mapHash } = await world.erasureOf(found);
  expect([state, mapHash]).toEqual(['PLANNED', 'd'.repeat(64)]);
  expect(planHash).toMatch(/^[0-9a-f]{64}$/);
  expect(steps.map(({ store, collection, predicted, changed }) => [store, collection, predicted, changed])).toEqual([
    ['member', 'things', 1, null],
    ['catalog', 'things', 1, null],
  ]);
  expect(world.parts.some(({ calls }) => calls.includes('fence') || calls.includes('erase'))).toBe(false);
  const [item] = (await world.desk.caseStore.byId(found._id))!.items;
  expect(item).toMatchObject({ state: 'IN_PROGRESS', waitsFor: 'ERASURE_APPROVAL' });
});

it('is begun by two officers, neither of whom planned it, and by no one twice', async () => {
  const [found, planner, first] = [await asked(), officer(), officer()];
  await world.plan(found, planner);
  expect(await world.approve(found, planner)).toMatchObject(reason('OWN_PLAN'));
  const key = world.key();
  const { planHash } = await world.erasureOf(found);
  expect(await world.approve(found, first, planHash, key)).toMatchObject({ kind: 'done', repeated: false });
  expect(await world.approve(found, first, planHash, key)).toMatchObject({ kind: 'done', repeated: true });
  expect(await world.approve(found, first)).toMatchObject(reason('ALREADY_APPROVED'));
  expect(await world.erasureOf(found)).toMatchObject({ state: 'PLANNED', approvals: [{ approver: first.accountId }] });
  expect(await world.approve(found, officer())).toMatchObject({ kind: 'done' });
  expect((await world.erasureOf(found)).state).toBe('APPROVED');
  expect(await world.approve(found, officer())).toMatchObject(reason('ERASURE_NOT_PLANNED'));
  expect(await world.plan(found, officer())).toMatchObject(reason('ERASURE_RUNS'));
});

it('is approved by nobody who asked for it, took it down, or is no officer', async () => {
  const { accountId } = world.person();
  const found = await world.opened(accountId);
  const asker = { ...officer(), accountId };
  expect(await world.plan(found, asker)).toMatchObject(reason('OWN_CASE'));
  await world.plan(found, officer());
  expect(await world.approve(found, asker)).toMatchObject(reason('OWN_CASE'));
  expect(await world.approve(found, officer(['SUPPORT']))).toMatchObject(reason('STAFF_ONLY'));
  await expect(world.approve(found, { kind: 'anonymous' } as never)).rejects.toMatchObject({
    extensions: { code: 'UNAUTHENTICATED' },
  });
  const clerk = officer();
  const [first, ...others] = found.history;
  const now = (await world.desk.caseStore.byId(found._id))!;
  const registered = { ...first!, act: 'REGISTERED' as const, actor: clerk.accountId };
  await world.database.connection.transaction((session) =>
    world.desk.caseStore.put({ ...now, history: [registered, ...others] }, session),
  );
  expect(await world.approve(found, clerk)).toMatchObject(reason('OWN_REGISTRATION'));
});

it('an officer who turns out to have the address that it was asked from approves nothing', async () => {
  const { accountId } = world.person();
  const found = await world.opened(accountId);
  await world.database.connection.transaction((session) =>
    world.desk.caseStore.put({ ...found, accountId: null, openedBy: null }, session),
  );
  await world.plan(found, officer());
  expect(await world.approve(found, { ...officer(), accountId })).toMatchObject(reason('OWN_CASE'));
});

it.each([
  [
    'more is stored',
    ({ parts }: ErasureWorld, ref: string) =>
      parts[0]!.stored.push({ store: 'member', collection: 'things', id: 'x', ref }),
  ],
  ['the declaration is another', ({ parts }: ErasureWorld) => (parts[1]!.mapHash = 'e'.repeat(64))],
  [
    'a company goes',
    ({ parts }: ErasureWorld) => (parts[0]!.fates = [{ companyId: '1'.repeat(24), fate: 'WITHDRAWN' }]),
  ],
  [
    'somebody named them',
    ({ parts }: ErasureWorld) =>
      (parts[0]!.named = [{ store: 'member', collection: 'inquiryMessages', id: '1', path: 'text', times: 1 }]),
  ],
  [
    'they are stored under more',
    ({ member }: ErasureWorld, _: string, accountId: string) =>
      member.people.get(accountId)!.push({ ref: '0'.repeat(26), kind: 'GUEST' }),
  ],
  [
    'a hold keeps something',
    ({ around, parts }: ErasureWorld, ref: string) => {
      const { store, collection, id } = parts[0]!.stored.find((one) => one.ref === ref)!;
      around.held.push({ store, collection, id, basis: 'DISPUTE', reviewAt: null });
    },
  ],
])(
  'an approval finds that %s by now: it is refused with the new hash, and those of before count no more',
  async (_, change) => {
    const { accountId, ref } = world.person();
    const found = await world.opened(accountId);
    await world.plan(found, officer());
    const first = officer();
    await world.approve(found, first);
    const before = await world.erasureOf(found);
    change(world, ref, accountId);
    const outcome = await world.approve(found, officer());
    const after = await world.erasureOf(found);
    expect(after).toMatchObject({ _id: before._id, state: 'PLANNED', approvals: [] });
    expect(after.planHash).not.toBe(before.planHash);
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { planHash: after.planHash } });
    expect(await world.approve(found, officer(), before.planHash)).toMatchObject({ kind: 'refused' });
    world.around.held.splice(0);
  },
);

it('waits until an officer has decided on each name in a text of others, and a decision that changes voids what was approved', async () => {
  world.member.named = [{ store: 'member', collection: 'inquiryMessages', id: 'm1', path: 'text', times: 2 }];
  const found = await asked();
  await world.plan(found, officer());
  expect(await world.approve(found, officer())).toMatchObject(reason('MENTIONS_NOT_SETTLED'));
  const [mention] = (await world.erasureOf(found)).mentions;
  const settle = (decision: ErasureMentionDecision, id = mentionId(mention!)) =>
    world.erasures.mentionSettling.settle(officer(), {
      caseId: world.caseId(found),
      mentionId: id,
      decision,
      idempotencyKey: world.key(),
    });
  expect(await settle(ErasureMentionDecision.KEEP, 'f'.repeat(24))).toMatchObject({ kind: 'refused' });
  expect(await settle(ErasureMentionDecision.KEEP)).toMatchObject({ kind: 'done' });
  const { planHash } = await world.erasureOf(found);
  expect(await world.approve(found, officer())).toMatchObject({ kind: 'done' });
  expect(await settle(ErasureMentionDecision.REDACT)).toMatchObject({ kind: 'done' });
  const after = await world.erasureOf(found);
  expect(after).toMatchObject({ approvals: [], mentions: [{ decision: 'REDACT' }] });
  // Whoever looked at the name that stays has not seen the one that goes.
  expect(await world.approve(found, officer(), planHash)).toMatchObject({ refusal: { planHash: after.planHash } });
  expect(await world.approve(found, officer())).toMatchObject({ kind: 'done' });
  expect(await world.approve(found, officer())).toMatchObject({ kind: 'done' });
  expect((await world.erasureOf(found)).state).toBe('APPROVED');
});

it('a part that does not answer leaves all as it is', async () => {
  const found = await asked();
  world.parts[1]!.does = { foresee: () => Promise.reject(new Error('away')) };
  await expect(world.plan(found, officer())).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  expect(await world.erasures.erasureStore.ofCase(found._id)).toBeNull();
});

it('nothing is planned for a case that is not there, not proven, closed, or asks for something else', async () => {
  const [found, other] = [await asked(), await world.opened(world.person().accountId, ['OBJECTION'])];
  expect(await world.plan({ ...found, _id: 'a'.repeat(24) }, officer())).toMatchObject({
    refusal: { field: 'caseId' },
  });
  expect(await world.plan(other, officer())).toMatchObject({ refusal: { currentState: 'TRIAGE' } });
  const change = (to: object) =>
    world.database.connection.transaction(async (session) =>
      world.desk.caseStore.put({ ...(await world.desk.caseStore.byId(found._id))!, ...to }, session),
    );
  await change({ provenAt: null });
  expect(await world.plan(found, officer())).toMatchObject(reason('IDENTITY_NOT_PROVEN'));
  await change({ provenAt: new Date(), closedAt: new Date() });
  expect(await world.plan(found, officer())).toMatchObject({ refusal: { currentVersion: expect.any(Number) } });
});
