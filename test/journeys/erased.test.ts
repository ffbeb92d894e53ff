import { decodeJwt } from 'jose';
import { askRight, mailWith } from '../kit/asking-rights.ts';
import { approvedErasure, approveErasure, certified, erasureOf, planErasure, staffIn } from '../kit/erasing-rights.ts';
import { signIn } from '../kit/leaving.ts';
import { newcomer } from '../kit/newcomer.ts';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(300_000);

let world: World;
beforeAll(async () => void (world = await startWorld({ companies: 0, products: 0 })), 120_000);
afterAll(() => world?.stop());

const asksForErasure = async () => {
  const member = await newcomer(world);
  const taken = await askRight(world, 'openPrivacyCase', { rights: ['ERASURE'] }, member.headers);
  return { member, found: taken.case as { id: string; number: string } };
};

it('a member asks for erasure, officers plan and approve it, and the certificate says what is left', async () => {
  const { member, found } = await asksForErasure();
  const [planner, first] = [await staffIn(world), await staffIn(world)];
  const planned = await planErasure(world, found.id, planner);
  expect(planned).toMatchObject({ __typename: 'PrivacyCase', plan: { state: 'PLANNED', approvals: [] } });
  expect(planned.plan.steps.map(({ collection }: { collection: string }) => collection)).toContain('accounts');
  expect(planned.blockedBy).toMatchObject([{ code: 'ERASURE_NOT_APPROVED' }]);
  const { planHash } = planned.plan;
  expect(await approveErasure(world, found.id, planHash, planner)).toMatchObject({ reason: 'OWN_PLAN' });
  expect(await approveErasure(world, found.id, planHash, member.headers)).toMatchObject({ reason: 'STAFF_ONLY' });
  expect(await approveErasure(world, found.id, 'a'.repeat(64), first)).toMatchObject({ planHash });
  // The person sees that it is on its way, and not the plan.
  expect(await erasureOf(world, found.id, member.headers)).toMatchObject({ plan: null, certificate: null });

  await approvedErasure(world, found.id);
  const over = await certified(world, found.id);
  expect(over.plan).toMatchObject({ state: 'CERTIFIED', blockedBy: null });
  expect(over.items).toEqual([{ right: 'ERASURE', state: 'FULFILLED', reason: 'DONE_AS_ASKED' }]);
  expect(over.plan.steps.every(({ state }: { state: string }) => state === 'DONE')).toBe(true);
  expect(decodeJwt(over.certificate.document)).toMatchObject({ caseNumber: found.number, census: { left: 0 } });
  expect(over.certificate.residuals.map(({ kind }: { kind: string }) => kind)).toContain('CASE_FILE');
  expect((await signIn(world, member)).__typename).toBe('InvalidCredentials');
  const { text } = await mailWith(world, member.email, found.number);
  expect(text.length).toBeGreaterThan(0);
});
