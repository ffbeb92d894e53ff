import { randomBytes, randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { Accounts } from '../../subgraphs/member/account/accounts.ts';
import { askRight, mailWith, provenGuest } from '../kit/asking-rights.ts';
import { colleaguesIn, type Colleagues } from '../kit/colleagues.ts';
import { approvedErasure, approveErasure, certified, erasureOf, planErasure, staffIn } from '../kit/erasing-rights.ts';
import { signIn } from '../kit/leaving.ts';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { savedSearch } from '../kit/subscribing.ts';
import { startWorld, until, type World } from '../kit/world.ts';
import { POLICY } from '../kit/world.shape.ts';
import { figure } from './figure.ts';

import.meta.jest.setTimeout(400_000);

/** What must not be erased, by whom it must not be begun, and what is left open until somebody else has acted: through the gateway. */
let world: World;
let colleagues: Colleagues;
let accounts: Accounts;
let [attempts, refused] = [0, 0];
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  colleagues = await colleaguesIn(world);
  accounts = new Accounts(colleagues.connections[0], await world.keys.another());
}, 300_000);
afterAll(async () => {
  figure('attempts to erase by one person, by an old plan or another’s address, refused', `${refused} of ${attempts}`);
  await colleagues?.close();
  await world?.stop();
});

const asked = async (member: Newcomer, rights = ['ERASURE']) =>
  (await askRight(world, 'openPrivacyCase', { rights }, member.headers)).case as { id: string; number: string };
function expectRefused(answer: object, as: object): void {
  attempts += 1;
  expect(answer).toMatchObject(as);
  refused += 1;
}

it('is begun by two officers who neither asked nor planned, of the plan as it is, and by no approval that is repeated', async () => {
  const member = await newcomer(world);
  const found = await asked(member);
  expect((await asked(member)).number).toBe(found.number);
  const [planner, first] = [await staffIn(world), await staffIn(world)];
  const own = await accounts.byEmail(member.email);
  const oneself = await staffIn(world, 'PRIVACY_OFFICER', own!._id);
  expectRefused(await planErasure(world, found.id, oneself), { reason: 'OWN_CASE' });
  const { planHash } = (await planErasure(world, found.id, planner)).plan;
  expectRefused(await approveErasure(world, found.id, planHash, planner), { reason: 'OWN_PLAN' });
  expectRefused(await approveErasure(world, found.id, planHash, oneself), { reason: 'OWN_CASE' });
  expectRefused(await approveErasure(world, found.id, planHash, await staffIn(world, 'SUPPORT')), {
    reason: 'STAFF_ONLY',
  });
  expect((await approveErasure(world, found.id, planHash, first)).plan.approvals).toHaveLength(1);
  expectRefused(await approveErasure(world, found.id, planHash, first), { reason: 'ALREADY_APPROVED' });
  // Something more is stored of the person: what was approved is the plan of before.
  await savedSearch(world, { query: 'gate valves' }, member.headers);
  const stale = await approveErasure(world, found.id, planHash, await staffIn(world));
  expectRefused(stale, { __typename: 'ErasurePlanStale' });
  expect((await erasureOf(world, found.id, planner)).plan).toMatchObject({ state: 'PLANNED', approvals: [] });
  expectRefused(await approveErasure(world, found.id, planHash, first), { __typename: 'ErasurePlanStale' });
  for (const by of [first, await staffIn(world)])
    expect((await approveErasure(world, found.id, stale.planHash, by)).__typename).toBe('PrivacyCase');
  expectRefused(await approveErasure(world, found.id, stale.planHash, await staffIn(world)), {
    __typename: 'NotAllowed',
  });
  expectRefused(await planErasure(world, found.id, await staffIn(world)), { __typename: 'NotAllowed' });
  expect((await certified(world, found.id)).plan.state).toBe('CERTIFIED');
});

it('whoever asks from an address that looks like another’s has nobody else erased', async () => {
  const name = randomBytes(6).toString('hex');
  const member = await newcomer(world, { email: `ayse.${name}@member.example` });
  for (const like of [
    `ayse${name}@member.example`,
    `ayse.${name}+a@member.example`,
    `ayse.${name}@member.example.org`,
  ]) {
    const sent = await provenGuest(world, like, { rights: ['ERASURE'], country: 'TR', locale: 'EN' });
    const planned = await planErasure(world, sent.case.id, await staffIn(world));
    const places = new Set(planned.plan.steps.map(({ collection }: { collection: string }) => collection));
    expectRefused({ has: places.has('accounts') || places.has('companies') }, { has: false });
    expect(planned.plan.companies).toEqual([]);
  }
  expect((await signIn(world, member)).__typename).toBe('Session');
});

const HOLD = '__typename ... on LegalHold { id } ... on Problem { message }';
async function hold(mutation: 'placeLegalHold' | 'releaseLegalHold', input: object): Promise<{ id: string }> {
  const type = mutation === 'placeLegalHold' ? 'PlaceLegalHoldInput' : 'ReleaseLegalHoldInput';
  const query = `mutation M($input: ${type}!) { ${mutation}(input: $input) { ${HOLD} } }`;
  const { data } = await world.ask(query, { input: { idempotencyKey: randomUUID(), ...input } }, await staffIn(world));
  expect(data[mutation].__typename).toBe('LegalHold');
  return data[mutation];
}

const ORDERS = `query Orders($open: Boolean!) { erasureOrders(first: 100, open: $open) { edges { node { id document state } } } }`;
const orders = async (open: boolean) =>
  (await world.ask(ORDERS, { open }, await staffIn(world))).data.erasureOrders.edges.map(
    ({ node }: { node: { id: string; document: string } }) => node,
  ) as { id: string; document: string }[];
const ANSWER = `mutation A($input: RecordRecipientAnswerInput!) { recordRecipientAnswer(input: $input) { __typename ... on ErasureOrder { state } } }`;

it('what a hold keeps stays readable, all else goes; who got copies is told; and the release ends it with a certificate of nothing held', async () => {
  const member = await newcomer(world);
  const { _id, subjectRef, name } = (await accounts.byEmail(member.email))!;
  const found = await asked(member);
  const earlier = new Set((await orders(true)).map(({ id }) => id));
  const held = await hold('placeLegalHold', {
    places: [{ store: 'member', collection: 'accounts', recordId: _id }],
    basis: 'AUTHORITY_ORDER',
    text: 'The prosecutor asks for it.',
    reviewAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  await approvedErasure(world, found.id);
  const first = await certified(world, found.id, 120_000);
  expect(first.plan).toMatchObject({ state: 'WAITING', blockedBy: null });
  const kinds = (of: typeof first) => new Set(of.certificate.residuals.map(({ kind }: { kind: string }) => kind));
  expect(kinds(first)).toEqual(new Set([...kinds(first), 'LEGAL_HOLD', 'RECIPIENT']));
  expect(await accounts.byId(_id)).toMatchObject({ subjectRef, name });
  const [members, events] = colleagues.connections;
  const left = async (of: typeof members, collection: string) =>
    of.collection(collection).countDocuments({ subjectRef });
  expect([
    await left(members, 'sessions'),
    await left(members, 'securityEvents'),
    await left(events, 'memberships'),
  ]).toEqual([0, 0, 0]);
  expect((await signIn(world, member)).__typename).not.toBe('Session');

  const [order, ...more] = (await orders(true)).filter(({ id }) => !earlier.has(id));
  expect(more).toEqual([]);
  const told = await mailWith(world, POLICY.contact, order!.document.slice(0, 60));
  expect(told.text.replaceAll(/\s/g, '')).toContain(order!.document);
  expect(JSON.stringify(decodeJwt(order!.document))).not.toMatch(new RegExp(`${member.email}|${subjectRef}`));
  const input = { orderId: order!.id, answer: 'CONFIRMED', idempotencyKey: randomUUID() };
  const { data, errors } = await world.ask(ANSWER, { input }, await staffIn(world));
  expect([data?.recordRecipientAnswer, errors]).toMatchObject([{ state: 'CONFIRMED' }, undefined]);
  expect((await orders(true)).map(({ id }) => id)).not.toContain(order!.id);

  await hold('releaseLegalHold', { id: held.id, text: 'They have what they need.' });
  const officer = await staffIn(world);
  await until(async () => (await erasureOf(world, found.id, officer))?.plan?.state === 'CERTIFIED', 120_000);
  const last = await erasureOf(world, found.id, officer);
  const open = [...kinds(last)].filter((kind) => kind === 'LEGAL_HOLD' || kind === 'RECIPIENT');
  figure('residuals of a hold and a recipient after release and answer', `${open.length} of 2`);
  expect(open).toEqual([]);
  expect(last.certificate.document).not.toBe(first.certificate.document);
  expect(await members.collection<{ _id: string }>('accounts').findOne({ _id })).toBeNull();
  expect(await (await world.keys.another()).destroyed([subjectRef])).toEqual(new Set([subjectRef]));
});
