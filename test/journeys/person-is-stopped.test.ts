import { randomUUID } from 'node:crypto';
import type { LiftedReason, RestrictionReason } from '../../kit/participation/participant.ts';
import { inquire, proofSentTo } from '../kit/inquiring.ts';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { restrictingIn, type RestrictingHere } from '../kit/restricting.ts';
import { change, draft } from '../kit/selling.ts';
import { savedSearch } from '../kit/subscribing.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(180_000);

let world: World;
let here: RestrictingHere;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  here = await restrictingIn(world);
}, 120_000);
afterAll(async () => {
  await here?.close();
  await world?.stop();
});

const UNTIL = '2099-01-01T00:00:00.000Z';
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename
  ... on Session { accessToken refreshToken } ... on AccountCancelled { keepUntil } ... on Problem { message } } }`;
const REFRESH = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { __typename } }`;
const OWN = '{ viewer { email company { id } securityEvents(first: 4) { edges { node { kind } } } } }';
const INVITE = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { __typename ... on Problem { message } } }`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename
  ... on NotAllowed { reason } ... on NotFound { field } } }`;
const MEMBERS = `{ viewer { company { members(first: 10) { edges { node { name role } } } } } }`;

const MEMBERS_WITH_IDS = `{ viewer { company { members(first: 10) { edges { node { id role } } } } } }`;
const OFFER = `mutation ($input: HandOverOwnershipInput!) { handOverOwnership(input: $input) { __typename } }`;
const TAKE = `mutation ($input: AcceptOwnershipInput!) { acceptOwnership(input: $input) { __typename } }`;

const signIn = async ({ email: login, password }: { email: string; password: string }) =>
  (await world.ask(SIGN_IN, { input: { login, password } })).data!.signIn;
const refreshed = async (refreshToken: string) =>
  (await world.ask(REFRESH, { input: { refreshToken } })).data!.refreshSession.__typename;
const own = async ({ headers }: Pick<Newcomer, 'headers'>) => world.ask(OWN, {}, headers);
const again = async (who: Newcomer): Promise<Newcomer> => ({
  ...who,
  headers: await world.signedIn(who.email, who.password),
});
const stop = async ({ email }: Newcomer, reason: RestrictionReason = 'ACCOUNT_LEFT') => {
  const { references } = await here.person(email);
  return (await here.restricting.restrict(references, reason, reason === 'ACCOUNT_LEFT' ? UNTIL : null)).changed;
};
const lift = async ({ email }: Newcomer, reason: LiftedReason = 'ACCOUNT_LEFT') => {
  const { references } = await here.person(email);
  return (await here.restricting.lift(references, reason)).changed;
};
const published = async ({ headers }: Newcomer) => {
  const made = await draft(world, {}, headers);
  const input = { id: made.id, expectedVersion: made.version, idempotencyKey: randomUUID() };
  return change(world, 'publishProduct', input, headers);
};
let asked = 0;
/** What readers see of a company and a product; under a name of its own, so that no kept answer comes back. */
const seen = async (company: string, product: string) => {
  const { data } = await world.ask(
    `query Seen${++asked} ($c: ID!, $p: ID!) { company(id: $c) { id contact { persons { name } } } product(id: $p) { id }
      found: searchProducts(first: 100, where: { companyId: $c }) { edges { node { id } } } }`,
    { c: company, p: product },
  );
  return [
    data.company !== null,
    data.product !== null,
    data.found.edges.some(({ node }: { node: object | null }) => node !== null),
  ];
};
const companyOf = async (who: Newcomer): Promise<string> => (await own(who)).data.viewer.company.id;
const invited = async (who: Newcomer, role = 'OWNER') => {
  const guest = await newcomer(world);
  const input = { email: guest.email, role, authorisationDeclared: true, idempotencyKey: randomUUID() };
  expect((await world.ask(INVITE, { input }, who.headers)).data.inviteMember.__typename).toBe('CompanyInvitation');
  const token = await proofSentTo(world, guest.email, 2);
  const accept = async () => {
    const given = { token, leaveCurrentCompany: true, idempotencyKey: randomUUID() };
    return (await world.ask(ACCEPT, { input: given }, guest.headers)).data.acceptInvitation;
  };
  return { guest, accept };
};

it('somebody who left is signed in nowhere, is told so alone, and comes back to everything as it was', async () => {
  const member = await newcomer(world);
  const company = await companyOf(member);
  const product = await published(member);
  expect(product.__typename).toBe('Product');
  await until(async () => (await seen(company, product.id)).every(Boolean), 30_000);
  const { accept } = await invited(member, 'EDITOR');
  const session = await signIn(member);
  const nobody = await signIn({ email: 'nobody@member.example', password: 'x' });
  expect([await stop(member), await stop(member)]).toEqual([1, 0]);

  expect((await own(member)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(await refreshed(session.refreshToken)).toBe('InvalidCredentials');
  expect(await signIn(member)).toMatchObject({ __typename: 'AccountCancelled', keepUntil: UNTIL });
  expect(await signIn({ ...member, password: 'wrong' })).toEqual(nobody);
  await until(async () => !(await seen(company, product.id)).some(Boolean), 30_000);
  const inquiry = { companyId: company, replyTo: 'b@buyer.example', name: 'B', idempotencyKey: randomUUID() };
  expect(await inquire(world, inquiry)).toMatchObject({ __typename: 'NotFound', field: 'companyId' });
  expect(await accept()).toEqual({ __typename: 'NotFound', field: 'token' });

  expect([await lift(member), await lift(member)]).toEqual([1, 0]);
  const back = await again(member);
  const { viewer } = (await own(back)).data;
  expect(viewer.company.id).toBe(company);
  expect(viewer.securityEvents.edges.map(({ node }: { node: { kind: string } }) => node.kind)).toEqual([
    'SIGNED_IN',
    'ACCOUNT_KEPT',
    'SIGN_IN_FAILED',
    'ACCOUNT_CANCELLED',
  ]);
  await until(async () => (await seen(company, product.id)).every(Boolean), 30_000);
  expect((await accept()).__typename).toBe('Company');
});

it('a company that has another owner lives on without them, and without one is hidden for its editors too', async () => {
  const member = await newcomer(world, { name: 'Fatma Gider' });
  const company = await companyOf(member);
  const { guest: colleague, accept } = await invited(member);
  expect((await accept()).__typename).toBe('Company');
  const product = await published(member);
  await until(async () => (await seen(company, product.id)).every(Boolean), 30_000);
  await stop(member);
  expect((await seen(company, product.id)).slice(0, 2)).toEqual([true, true]);
  const members = (await world.ask(MEMBERS, {}, colleague.headers)).data.viewer.company.members.edges;
  expect(members.map(({ node }: { node: { role: string } }) => node.role)).toEqual(['OWNER']);
  expect(JSON.stringify(members)).not.toContain('Fatma Gider');

  // The one who stays is the last owner now.
  await stop(colleague);
  await until(async () => !(await seen(company, product.id)).some(Boolean), 30_000);
  await lift(member);
  await until(async () => (await seen(company, product.id)).every(Boolean), 30_000);
  await lift(colleague);
  const both = (await world.ask(MEMBERS, {}, (await again(member)).headers)).data.viewer.company.members.edges;
  expect(both.map(({ node }: { node: { role: string } }) => node.role)).toEqual(['OWNER', 'OWNER']);
});

it('a company stays open for an owner who may come back, when everybody else leaves it', async () => {
  const [member, other] = [await newcomer(world), await newcomer(world)];
  const company = await companyOf(member);
  const { guest: editor, accept } = await invited(member, 'EDITOR');
  expect((await accept()).__typename).toBe('Company');
  await stop(member);
  const input = { email: editor.email, role: 'VIEWER', authorisationDeclared: true, idempotencyKey: randomUUID() };
  await world.ask(INVITE, { input }, other.headers);
  const token = await proofSentTo(world, editor.email, 3);
  const given = { token, leaveCurrentCompany: true, idempotencyKey: randomUUID() };
  const { data } = await world.ask(ACCEPT, { input: given }, editor.headers);
  expect(data.acceptInvitation.__typename).toBe('Company');
  await lift(member);
  expect((await world.ask(`{ company(id: "${company}") { id } }`)).data.company).toEqual({ id: company });
});

it('nothing is sent to them, and nothing is looked for on their behalf', async () => {
  const member = await newcomer(world);
  await savedSearch(world, { query: 'valve' }, member.headers);
  const { account } = await here.person(member.email);
  const searches = () =>
    here.connections[1].collection('savedSearches').countDocuments({ subjectRef: account.subjectRef });
  expect(await searches()).toBe(1);
  await stop(member);
  expect(await searches()).toBe(0);
  const before = (await world.mailbox(member.email)).length;
  // A mail that waits when they leave is not sent either.
  await here.mailTo(account, 'passwordChanged');
  const reset = { input: { email: member.email, idempotencyKey: randomUUID() } };
  await world.ask(
    'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename } }',
    reset,
  );
  const mails = here.connections[0].collection('mails');
  await until(async () => (await mails.countDocuments()) === 0, 20_000);
  const subjects = (await world.mailbox(member.email)).slice(before).map(({ subject }) => subject);
  expect(subjects).toEqual([]);
  await lift(member);
  expect(await searches()).toBe(1);
});

it('who asked for restriction signs in and sees what is theirs, and nothing else happens; each reason ends alone', async () => {
  const [member, seller] = [await newcomer(world), await newcomer(world)];
  const company = await companyOf(member);
  const other = await companyOf(seller);
  await stop(member, 'RESTRICTION');
  expect((await own(member)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  const back = await again(member);
  expect((await own(back)).data.viewer).toMatchObject({ email: member.email, company: null });
  const message = { companyId: other, replyTo: member.email, name: 'M' };
  expect(await inquire(world, message, back.headers)).toMatchObject({ reason: 'DATA_RESTRICTED' });
  expect((await world.ask(`{ company(id: "${company}") { id } }`)).data.company).toBeNull();

  await stop(member);
  expect(await signIn(member)).toMatchObject({ __typename: 'AccountCancelled' });
  await lift(member);
  expect((await own(await again(member))).data.viewer.company).toBeNull();
  await lift(member, 'RESTRICTION');
  expect((await own(await again(member))).data.viewer.company.id).toBe(company);
});

it('of signing in and leaving at one moment, no session is left', async () => {
  const member = await newcomer(world);
  for (let round = 0; round < 8; round++) {
    const [first, second] = await Promise.all([signIn(member), signIn(member), stop(member)]);
    for (const session of [first, second]) {
      expect(['Session', 'AccountCancelled']).toContain(session.__typename);
      if (session.__typename !== 'Session') continue;
      const { errors } = await world.as(session.accessToken).ask(OWN);
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      expect(await refreshed(session.refreshToken)).toBe('InvalidCredentials');
    }
    await lift(member);
  }
});

it('of publishing and leaving at one moment, nothing is left to see', async () => {
  const member = await newcomer(world);
  const company = await companyOf(member);
  const made = await draft(world, {}, member.headers);
  const input = { id: made.id, expectedVersion: made.version, idempotencyKey: randomUUID() };
  const publish = change(world, 'publishProduct', input, member.headers).catch(() => null);
  await Promise.all([publish, stop(member)]);
  await until(async () => !(await seen(company, made.id)).some(Boolean), 30_000);
  // Neither when the index has come to it.
  await until(async () => (await here.connections[1].collection('productListings').countDocuments()) > 0, 30_000);
  for (let look = 0; look < 20; look++) expect(await seen(company, made.id)).toEqual([false, false, false]);
});

it('of two last owners who leave at one moment nobody owns the company, and whoever comes back owns it again', async () => {
  const member = await newcomer(world);
  const company = await companyOf(member);
  const { guest: colleague, accept } = await invited(member);
  expect((await accept()).__typename).toBe('Company');
  const shown = async () => {
    const { data } = await world.ask(`query Shown${++asked} { company(id: "${company}") { id } }`);
    return data.company !== null;
  };
  for (let round = 0; round < 6; round++) {
    expect(await Promise.all([stop(member), stop(colleague)])).toEqual([1, 1]);
    expect(await shown()).toBe(false);
    expect(await Promise.all([lift(member), lift(colleague)])).toEqual([1, 1]);
    expect(await shown()).toBe(true);
  }
});

it('of leaving and handing the company over at one moment either counts, and the owner who is left is the one who is told so', async () => {
  const member = await newcomer(world);
  const { guest: heir, accept } = await invited(member, 'EDITOR');
  expect((await accept()).__typename).toBe('Company');
  const company = await companyOf(member);
  const { data } = await world.ask(MEMBERS_WITH_IDS, {}, member.headers);
  const memberId = data.viewer.company.members.edges.find(
    ({ node }: { node: { role: string } }) => node.role === 'EDITOR',
  ).node.id;
  await world.ask(OFFER, { input: { memberId, idempotencyKey: randomUUID() } }, member.headers);
  const taken = world.ask(TAKE, { input: { companyId: company, idempotencyKey: randomUUID() } }, heir.headers);
  const [answer] = await Promise.all([taken, stop(member)]);
  const isTaken = answer.data.acceptOwnership.__typename === 'Company';
  const { data: seenNow } = await world.ask(`query Now${++asked} { company(id: "${company}") { id } }`);
  expect(seenNow.company !== null).toBe(isTaken);
  await lift(member);
  const roles = (await world.ask(MEMBERS, {}, heir.headers)).data.viewer.company.members.edges.map(
    ({ node }: { node: { role: string } }) => node.role,
  );
  expect(roles.toSorted()).toEqual(['EDITOR', 'OWNER']);
});
