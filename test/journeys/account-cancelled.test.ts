import { randomUUID } from 'node:crypto';
import { connect } from '../../kit/mongo/connect.ts';
import type { Connection } from 'mongoose';
import { inquire, proofSentTo } from '../kit/inquiring.ts';
import { cancel, keep, linkTo, signIn } from '../kit/leaving.ts';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { change, draft } from '../kit/selling.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let connections: readonly [Connection, Connection];
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  connections = connect(world.servers.mongo.uri, ['member', 'privacy']) as [Connection, Connection];
  await connections[0].asPromise();
}, 120_000);
afterAll(async () => {
  await connections?.[0].close();
  await world?.stop();
});

const OWN = `{ viewer { id email company { id } leavingPreview { viewerCanCancel productsToBeHidden companyToBeHidden { id } } } }`;
const CHANGE_EMAIL = `mutation ($input: ChangeEmailInput!) { changeEmail(input: $input) { __typename } }`;
const PROVE_EMAIL = `mutation ($input: ProveEmailInput!) { proveEmail(input: $input) { __typename } }`;
const own = async ({ headers }: Pick<Newcomer, 'headers'>) => world.ask(OWN, {}, headers);
const published = async ({ headers }: Newcomer): Promise<string> => {
  const made = await draft(world, {}, headers);
  const input = { id: made.id, expectedVersion: made.version, idempotencyKey: randomUUID() };
  expect((await change(world, 'publishProduct', input, headers)).__typename).toBe('Product');
  return made.id;
};
let asked = 0;
/** What buyers see of a company and a product; under a name of its own, so that no kept answer comes back. */
const seen = async (c: string, p: string) => {
  const { data } = await world.ask(
    `query Seen${++asked} ($c: ID!, $p: ID!) { company(id: $c) { id } product(id: $p) { id }
      found: searchProducts(first: 50, where: { companyId: $c }) { edges { node { id } } } }`,
    { c, p },
  );
  const found = data.found.edges.some(({ node }: { node: object | null }) => node !== null);
  return [data.company !== null, data.product !== null, found];
};
const shown = (is: boolean, company: string, product: string) =>
  until(async () => (await seen(company, product)).every((one) => one === is), 30_000);
const staff = async (roles: string[]) => ({
  authorization: `Bearer ${await world.sessions.token(roles as never, 'e'.repeat(24))}`,
});

it('a member leaves by the password: service stops before the answer, and the mail brings all of it back', async () => {
  const member = await newcomer(world);
  const product = await published(member);
  const { viewer } = (await own(member)).data;
  const company = viewer.company.id;
  await shown(true, company, product);
  expect(viewer.leavingPreview).toEqual({
    viewerCanCancel: true,
    productsToBeHidden: 1,
    companyToBeHidden: { id: company },
  });
  expect(await cancel(world, member, { password: 'not the password' })).toMatchObject({ field: 'password' });
  expect((await own(member)).data.viewer.email).toBe(member.email);

  // An answer that is kept for ten seconds.
  const kept = () => world.ask(`{ company(id: "${company}") { id } }`);
  expect((await kept()).data.company).toEqual({ id: company });
  const cancelled = await cancel(world, member);
  expect((await kept()).data.company).toBeNull();
  expect(cancelled).toMatchObject({ __typename: 'AccountCancellation', isStopped: true });
  const days = (Date.parse(cancelled.keepUntil) - Date.now()) / 86_400_000;
  expect([days > 6.9, days <= 7]).toEqual([true, true]);
  expect((await own(member)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(await signIn(world, member)).toEqual({ __typename: 'AccountCancelled', keepUntil: cancelled.keepUntil });
  expect(await signIn(world, { ...member, password: 'wrong' })).toEqual({ __typename: 'InvalidCredentials' });
  await shown(false, company, product);
  const inquiry = { companyId: company, replyTo: 'b@buyer.example', name: 'B' };
  expect(await inquire(world, inquiry)).toMatchObject({ __typename: 'NotFound', field: 'companyId' });

  const token = await linkTo(world, 'keep-account', member.email);
  expect((await keep(world, `${'a'.repeat(24)}${token.slice(24)}`)).__typename).toBe('TokenNotUsable');
  expect(await keep(world, token)).toEqual({ __typename: 'KeptAccount', isRestored: true });
  const back = { ...member, headers: await world.signedIn(member.email, member.password) };
  expect((await own(back)).data.viewer.company.id).toBe(company);
  await shown(true, company, product);
  expect((await keep(world, token)).__typename).toBe('TokenNotUsable');
});

it('an address of before takes it back too, as long as it may take back the change: nobody ends an account that they took over', async () => {
  const member = await newcomer(world);
  const taken = `${randomUUID()}@taken.example`;
  const input = { email: taken, password: member.password, idempotencyKey: randomUUID() };
  await world.ask(CHANGE_EMAIL, { input }, member.headers);
  const token = await proofSentTo(world, taken);
  await world.ask(PROVE_EMAIL, { input: { token, idempotencyKey: randomUUID() } });
  expect(await cancel(world, member)).toMatchObject({ __typename: 'AccountCancellation', isStopped: true });
  const link = await linkTo(world, 'keep-account', member.email);
  expect(await linkTo(world, 'keep-account', taken)).toBe(link);
  expect(await keep(world, link)).toEqual({ __typename: 'KeptAccount', isRestored: true });
  expect((await signIn(world, { ...member, email: taken })).__typename).toBe('Session');
});

it('is asked once for one case, however often it is repeated at once', async () => {
  const member = await newcomer(world);
  const idempotencyKey = randomUUID();
  const all = await Promise.all(Array.from({ length: 20 }, () => cancel(world, member, { idempotencyKey })));
  const done = all.filter(({ __typename }) => __typename === 'AccountCancellation');
  expect(done.length).toBeGreaterThan(0);
  // Those that came when it had stopped are nobody's.
  expect(all.filter((one) => !done.includes(one)).flatMap(({ errors }) => errors)).not.toContain('INTERNAL');
  expect(new Set(done.map(({ caseNumber }) => caseNumber)).size).toBe(1);
  const cases = connections[1].collection('privacyCases');
  expect(await cases.countDocuments({ number: done[0].caseNumber })).toBe(1);
  expect(
    await world
      .mailbox(member.email)
      .then((mails) => mails.filter(({ text }) => text.includes('keep-account#')).length),
  ).toBeLessThanOrEqual(1);
});

it('a session alone cancels nothing, and neither do staff their own account', async () => {
  const member = await newcomer(world);
  const input = { rights: ['ACCOUNT_CANCELLATION'], idempotencyKey: randomUUID() };
  const open = `mutation ($input: OpenPrivacyCaseInput!) { openPrivacyCase(input: $input) { __typename ... on InvalidInput { field } } }`;
  expect((await world.ask(open, { input }, member.headers)).data.openPrivacyCase).toEqual({
    __typename: 'InvalidInput',
    field: 'rights',
  });
  const { viewer } = (await own(member)).data;
  const accountId = Buffer.from(viewer.id, 'base64url').toString().split(':').at(-1)!.slice(-24);
  await connections[0].collection('accounts').updateOne({ _id: accountId as never }, { $set: { kind: 'STAFF' } });
  expect(await cancel(world, member)).toMatchObject({ __typename: 'NotAllowed', reason: 'STAFF' });
  expect((await own(member)).data.viewer.leavingPreview.viewerCanCancel).toBe(false);
});

it('support takes down what a member says, and the mail to the member decides', async () => {
  const member = await newcomer(world);
  const register = async (email: string) => {
    const input = {
      rights: ['ACCOUNT_CANCELLATION'],
      email,
      channel: 'TELEPHONE',
      receivedAt: new Date(Date.now() - 60_000).toISOString(),
      locale: 'TR',
      idempotencyKey: randomUUID(),
    };
    const { data, errors } = await world.ask(
      `mutation ($input: RegisterPrivacyCaseInput!) { registerPrivacyCase(input: $input) { __typename ... on Problem { message } } }`,
      { input },
      await staff(['SUPPORT']),
    );
    expect(errors).toBeUndefined();
    return data.registerPrivacyCase.__typename;
  };
  expect(await register(member.email)).toBe('PrivacyCase');
  // Nothing has happened before the member confirmed it.
  expect((await own(member)).data.viewer.email).toBe(member.email);
  const proof = await linkTo(world, 'prove-privacy-case', member.email);
  const input = { token: proof, idempotencyKey: randomUUID() };
  const { data } = await world.ask(
    `mutation ($input: ProvePrivacyCaseInput!) { provePrivacyCase(input: $input) { __typename ... on Problem { message } } }`,
    { input },
  );
  expect(data.provePrivacyCase.__typename).not.toMatch(/Invalid|NotUsable|TooMany/);
  await until(async () => (await signIn(world, member)).__typename === 'AccountCancelled', 30_000);
  expect((await own(member)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  const token = await linkTo(world, 'keep-account', member.email);
  expect(await keep(world, token)).toEqual({ __typename: 'KeptAccount', isRestored: true });
  expect((await signIn(world, member)).__typename).toBe('Session');
});

it('after seven days nothing takes it back, and all is erased without an officer', async () => {
  const member = await newcomer(world);
  const { caseNumber } = await cancel(world, member);
  const found = (await connections[1].collection('privacyCases').findOne({ number: caseNumber }))!;
  const over = new Date(Date.now() - 1_000);
  const caseId = String(found._id);
  await connections[1].collection('accountCancellations').updateOne({ caseId }, { $set: { until: over, dueAt: over } });
  const cancellations = connections[1].collection('accountCancellations');
  await until(async () => (await cancellations.findOne({ caseId }))!['state'] === 'DUE_FOR_ERASURE', 30_000);
  const token = await linkTo(world, 'keep-account', member.email);
  expect(await keep(world, token)).toMatchObject({ __typename: 'NotAllowed', reason: 'TOO_LATE' });
  const items = async () => {
    const at = await connections[1].collection('privacyCases').findOne({ number: caseNumber });
    return (at as never as { items: { right: string; state: string; waitsFor: string | null }[] }).items;
  };
  await until(async () => (await items())[0]!.state === 'FULFILLED', 60_000);
  expect(await items()).toMatchObject([{ right: 'ACCOUNT_CANCELLATION', reason: 'DONE_AS_ASKED', waitsFor: null }]);
  expect((await cancellations.findOne({ caseId }))!['closedAt']).toBeInstanceOf(Date);
  expect((await signIn(world, member)).__typename).toBe('InvalidCredentials');
});
