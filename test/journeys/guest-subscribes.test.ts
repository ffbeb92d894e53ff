import { randomUUID } from 'node:crypto';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { inquire, proveInquiry } from '../kit/inquiring.ts';
import { insistent } from '../kit/insisting.ts';
import { change, draft } from '../kit/selling.ts';
import { savedSearch, subscribing } from '../kit/subscribing.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let seller: Colleague;
const WITHIN_MS = 60_000;
const PASSWORD = 'Çınar-Gölgesi-8';

beforeAll(async () => {
  world = insistent(await startWorld({ companies: 4, products: 30 }));
  colleagues = await colleaguesIn(world);
  seller = await colleagues.owner();
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const publish = async (name: string) => {
  const made = await draft(world, { name: [{ locale: 'EN', text: name }] }, seller.headers);
  return change(world, 'publishProduct', { id: made.id, idempotencyKey: randomUUID() }, seller.headers);
};
/** The token in the mail to an address whose subject says something. */
const tokenOf = async (address: string, subject: string): Promise<string> => {
  const mails = async () => (await world.mailbox(address)).filter((mail) => mail.subject.includes(subject));
  await until(async () => (await mails()).length > 0, WITHIN_MS);
  return /#token=([\w-]+)/.exec((await mails()).at(-1)!.text)![1]!;
};
const prove = (token: string) => subscribing(world, 'proveSubscription', { token, idempotencyKey: randomUUID() });
const asked = (email: string, query: string) => savedSearch(world, { query, email, locale: 'EN' });
const heldBy = async (token: string) =>
  (
    await world.ask(
      `query ($token: String!) { subscriptionsByToken(token: $token, first: 10) { edges { node { query } } } }`,
      { token },
    )
  ).data.subscriptionsByToken?.edges.map(({ node }: { node: { query: string } }) => node.query) ?? null;
const register = async (email: string) => {
  const { data } = await world.ask('{ privacyPolicy { version } }');
  const input = {
    companyName: 'Örnek Vana Sanayi',
    country: 'TR',
    name: 'Ayşe Örnek',
    contactPerson: 'Mehmet Örnek',
    email,
    password: PASSWORD,
    acceptedPolicyVersion: data.privacyPolicy.version,
    authorisationDeclared: true,
    locale: 'EN',
    idempotencyKey: randomUUID(),
  };
  await world.ask('mutation ($input: RegisterInput!) { register(input: $input) { __typename } }', { input });
  await proveEmail(email);
  return world.signedIn(email, PASSWORD);
};
/** Follows the mail by which an account proves an address. */
const proveEmail = async (email: string) => {
  await until(async () => (await world.mailbox(email)).at(-1)?.text.includes('prove-email') === true, WITHIN_MS);
  const token = /#token=([\w-]+)/.exec((await world.mailbox(email)).at(-1)!.text)![1]!;
  const { data } = await world.ask('mutation ($input: ProveEmailInput!) { proveEmail(input: $input) { __typename } }', {
    input: { token, idempotencyKey: randomUUID() },
  });
  expect(data.proveEmail.__typename).toBe('ProvenEmail');
};
/** What the holder of an account subscribed to, and how many inquiries are theirs. */
const heldBySignedIn = async (headers: { authorization: string }) => {
  const { data } = await world.ask(
    `{ viewer { subscriptions(first: 10) { edges { node { query } } } inquiries(first: 10) { edges { node { id } } } } }`,
    {},
    headers,
  );
  const { subscriptions, inquiries } = data.viewer;
  const queries = subscriptions.edges.map(({ node }: { node: { query: string } }) => node.query);
  return { queries: queries.toSorted(), inquiries: inquiries.edges.length };
};

it('tells an address without an account once it is proven, and joins what it holds to the account that proves it', async () => {
  const email = `${randomUUID()}@guest.example`;
  expect(await asked(email, 'ggflange')).toEqual({ __typename: 'UnprovenSubscription', provableHours: 168 });
  const token = await tokenOf(email, 'Confirm your subscription');
  expect(await heldBy(token)).toBeNull();
  expect(await prove(token)).toMatchObject({ __typename: 'AlertSubscription', query: 'ggflange', channel: 'MAIL' });
  expect(await prove(token)).toMatchObject({ __typename: 'TokenNotUsable' });
  expect(await heldBy(token)).toEqual(['ggflange']);
  await publish('Forged ggflange');
  await tokenOf(email, 'Forged ggflange');

  const headers = await register(email);
  expect(await heldBySignedIn(headers)).toEqual({ queries: ['ggflange'], inquiries: 0 });
  const ended = { token, idempotencyKey: randomUUID() };
  expect(await subscribing(world, 'endAllSubscriptions', ended)).toMatchObject({ count: 1 });
  expect((await heldBySignedIn(headers)).queries).toEqual([]);
});

it('joins what an address holds to the account that changes to it, and nothing of an address that is only wished for', async () => {
  const [first, second] = [`${randomUUID()}@guest.example`, `${randomUUID()}@guest.example`];
  const headers = await register(first);
  await savedSearch(world, { query: 'iibolt' }, headers);
  await asked(second, 'jjflange');
  const token = await tokenOf(second, 'Confirm your subscription');
  await prove(token);
  await inquire(world, { companyId: seller.companyId, replyTo: second, locale: 'EN' });
  await proveInquiry(world, await tokenOf(second, 'Confirm your inquiry'));
  const input = { email: second, password: PASSWORD, idempotencyKey: randomUUID() };
  await world.ask(
    'mutation ($input: ChangeEmailInput!) { changeEmail(input: $input) { __typename } }',
    { input },
    headers,
  );
  await until(async () => (await world.mailbox(second)).at(-1)!.text.includes('prove-email'), WITHIN_MS);
  expect(await heldBySignedIn(headers)).toEqual({ queries: ['iibolt'], inquiries: 0 });
  await proveEmail(second);
  expect(await heldBySignedIn(headers)).toEqual({ queries: ['iibolt', 'jjflange'], inquiries: 1 });
  expect(await heldBy(token)).toEqual(['jjflange', 'iibolt']);
  await publish('Forged jjflange');
  await tokenOf(second, 'Forged jjflange');
  expect((await world.mailbox(first)).filter(({ subject }) => subject.includes('jjflange'))).toEqual([]);
});

it('says the same of an address that has an account, whose subscription it is from the proof on', async () => {
  const reader = await colleagues.alone();
  expect(await asked(reader.email, 'hhwasher')).toEqual({ __typename: 'UnprovenSubscription', provableHours: 168 });
  const { data } = await world.ask('{ viewer { subscriptions(first: 1) { edges { cursor } } } }', {}, reader.headers);
  expect(data.viewer.subscriptions.edges).toEqual([]);
  await prove(await tokenOf(reader.email, 'Confirm your subscription'));
  const after = await world.ask(
    '{ viewer { subscriptions(first: 1) { edges { node { query } } } } }',
    {},
    reader.headers,
  );
  expect(after.data.viewer.subscriptions.edges).toEqual([{ node: { query: 'hhwasher' } }]);
});

it('refuses what is no address, another way than mail, and a fourth mail an hour to one address', async () => {
  const email = `${randomUUID()}@guest.example`;
  expect(await asked('nobody', 'a')).toMatchObject({ __typename: 'InvalidInput', field: 'email' });
  expect(await savedSearch(world, { query: 'a', email, channel: 'PUSH' })).toMatchObject({ field: 'channel' });
  for (const query of ['a', 'b', 'c']) await asked(email, query);
  expect(await asked(email, 'd')).toMatchObject({ __typename: 'TooManyAttempts' });
});
