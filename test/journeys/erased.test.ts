import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { askRight, mailWith } from '../kit/asking-rights.ts';
import { approvedErasure, approveErasure, certified, erasureOf, planErasure, staffIn } from '../kit/erasing-rights.ts';
import { signIn } from '../kit/leaving.ts';
import { exportReady } from '../kit/my-export.ts';
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

const asOfficer = async (mutation: string, input: object, shown: string) => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await world.ask(
    `mutation Act($input: ${type}!) { ${mutation}(input: $input) { __typename ... on Problem { message } ${shown} } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    await staffIn(world),
  );
  return data?.[mutation] ?? { errors: errors!.map(({ extensions }) => extensions.code) };
};

it('somebody with an archive is erased but for what a hold keeps, and wholly once it is released; the answer of who got mail is written down', async () => {
  const { member, found } = await asksForErasure();
  await exportReady(world, member.headers, member.email);
  const places = [{ store: 'member', collection: 'securityEvents', recordId: null }];
  const reviewAt = new Date(Date.now() + 86_400_000).toISOString();
  const why = { basis: 'LEGAL_CLAIM', text: 'They sue us.', reviewAt };
  const hold = await asOfficer('placeLegalHold', { caseId: found.id, places, ...why }, '... on LegalHold { id }');
  await approvedErasure(world, found.id);
  expect((await certified(world, found.id)).plan).toMatchObject({ state: 'WAITING', blockedBy: null });

  await asOfficer('releaseLegalHold', { id: hold.id, text: 'It is over.' }, '... on LegalHold { id }');
  const end = Date.now() + 90_000;
  while ((await certified(world, found.id)).plan.state === 'WAITING' && Date.now() < end) await sleep(100);
  expect((await certified(world, found.id)).plan).toMatchObject({ state: 'CERTIFIED', blockedBy: null });

  const { data } = await world.ask('{ erasureOrders(first: 1) { edges { node { id } } } }', {}, await staffIn(world));
  const answer = { orderId: data.erasureOrders.edges[0].node.id, answer: 'CONFIRMED' };
  const answered = await asOfficer('recordRecipientAnswer', answer, '... on ErasureOrder { state }');
  expect(answered).toEqual({ __typename: 'ErasureOrder', state: 'CONFIRMED' });
});
