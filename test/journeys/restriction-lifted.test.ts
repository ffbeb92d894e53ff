import { randomBytes, randomUUID } from 'node:crypto';
import { askRight, CASE } from '../kit/asking-rights.ts';
import { signIn } from '../kit/leaving.ts';
import { newcomer } from '../kit/newcomer.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
}, 120_000);
afterAll(() => world?.stop());

const LIFT = `mutation ($input: LiftRestrictionInput!) { liftRestriction(input: $input) { __typename
  ... on PrivacyCase { ${CASE} } ... on NotAllowed { reason } ... on NotFound { field } } }`;
const lift = async (input: object, headers: Record<string, string>) =>
  (await world.ask(LIFT, { input: { idempotencyKey: randomUUID(), ...input } }, headers)).data!.liftRestriction;
const companyOf = async (headers: Record<string, string>) =>
  (await world.ask('{ viewer { company { id } } }', {}, headers)).data.viewer.company;
let asked = 0;
const isShown = async (id: string) =>
  (await world.ask(`query Shown${++asked} ($id: ID!) { company(id: $id) { id } }`, { id })).data.company !== null;

it('what an officer restricted is used again when the person says so, and when nobody else does', async () => {
  const [member, stranger] = [await newcomer(world), await newcomer(world)];
  const { id: company } = await companyOf(member.headers);
  const opened = await askRight(world, 'openPrivacyCase', { rights: ['RESTRICTION'] }, member.headers);
  const officer = {
    authorization: `Bearer ${await world.sessions.token(['PRIVACY_OFFICER'], randomBytes(12).toString('hex'))}`,
  };
  const { id, version } = opened.case;
  const taken = await askRight(world, 'takePrivacyCase', { id, expectedVersion: version }, officer);
  const decision = { right: 'RESTRICTION', reason: 'DONE_AS_ASKED', text: 'As you asked.' };
  const decided = { id, expectedVersion: taken.version, ...decision };
  expect((await askRight(world, 'decidePrivacyCase', decided, officer)).__typename).toBe('PrivacyCase');
  await until(async () => !(await isShown(company)), 30_000);
  const back = await world.signedIn(member.email, member.password);
  expect(await companyOf(back)).toBeNull();
  const stateOf = async () =>
    (await world.ask(`query ($id: ID!) { privacyCase(id: $id) { state } }`, { id }, back)).data.privacyCase.state;
  await until(async () => (await stateOf()) === 'FULFILLED', 30_000);

  expect(await lift({ id }, stranger.headers)).toEqual({ __typename: 'NotFound', field: 'id' });
  expect(await lift({ id }, officer)).toEqual({ __typename: 'NotFound', field: 'id' });
  expect(await lift({ number: opened.case.number, code: 'a'.repeat(43) }, {})).toMatchObject({
    __typename: 'NotFound',
  });
  const lifted = await lift({ id }, back);
  expect(lifted.history.at(-1)).toMatchObject({ act: 'LIFTED', by: 'SUBJECT', right: 'RESTRICTION' });
  await until(() => isShown(company), 30_000);
  expect((await companyOf(back)).id).toBe(company);
  expect((await signIn(world, member)).__typename).toBe('Session');
  expect(await lift({ id }, back)).toEqual({ __typename: 'NotAllowed', reason: 'NOT_RESTRICTED' });
});
