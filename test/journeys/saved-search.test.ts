import { randomUUID } from 'node:crypto';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { insistent } from '../kit/insisting.ts';
import { change, draft } from '../kit/selling.ts';
import { savedSearch, subscribing } from '../kit/subscribing.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let seller: Colleague;
let buyer: Colleague;
let other: Colleague;
/** From published to handed to SMTP. */
const WITHIN_MS = 60_000;

beforeAll(async () => {
  world = insistent(await startWorld({ companies: 4, products: 30 }));
  colleagues = await colleaguesIn(world);
  [seller, buyer, other] = await Promise.all([
    colleagues.owner(),
    colleagues.alone('buyer@reader.example'),
    colleagues.alone('other@reader.example'),
  ]);
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const publish = async (name: string) => {
  const made = await draft(world, { name: [{ locale: 'EN', text: name }] }, seller.headers);
  return change(world, 'publishProduct', { id: made.id, idempotencyKey: randomUUID() }, seller.headers);
};
const act = (mutation: string, input: Record<string, unknown>, who = buyer) =>
  subscribing(world, mutation, { idempotencyKey: randomUUID(), ...input }, who.headers);
const told = async (who: Colleague, about: string) =>
  (await world.mailbox(who.email)).filter(({ subject }) => subject.includes(about));
const listed = async (who = buyer) =>
  (
    await world.ask(`{ viewer { subscriptions(first: 100) { edges { node { id query endedAt } } } } }`, {}, who.headers)
  ).data.viewer.subscriptions.edges.map(({ node }: { node: object }) => node);
const endingIn = (text: string): string => /\/unsubscribe\/([\w-]+)/.exec(text)![1]!;
const click = (token: string, how: RequestInit = {}) =>
  fetch(`${world.address}/unsubscribe/${token}`, {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    ...how,
  });

it('tells of what comes to be found by all of the words, once, and of nothing after one click', async () => {
  const saved = await savedSearch(world, { query: 'forged qxflange', locale: 'EN' }, buyer.headers);
  expect(saved).toMatchObject({ __typename: 'AlertSubscription', kind: 'SAVED_SEARCH', query: 'forged qxflange' });
  await savedSearch(world, { query: 'qxflange', locale: 'TR' }, other.headers);
  const product = await publish('Forged qxflange one');
  await publish('Qxflange, cast');
  await until(async () => (await told(buyer, 'qxflange one')).length === 1, WITHIN_MS);
  await until(async () => (await world.mailbox(other.email)).length === 2, WITHIN_MS);
  const [mail] = await told(buyer, 'qxflange one');
  expect(mail).toMatchObject({ subject: 'New product: Forged qxflange one' });
  expect(mail!.text).toContain(`/products/${product.id}`);
  expect(await world.mailbox(buyer.email)).toHaveLength(1);

  const token = endingIn(mail!.text);
  expect((await fetch(`${world.address}/unsubscribe/${token}`)).status).toBe(200);
  expect(await listed()).toHaveLength(1);
  const answer = await click(token);
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null]);
  expect(await listed()).toEqual([]);
  expect((await click(token)).status).toBe(200);
  await publish('Forged qxflange two');
  await until(async () => (await told(other, 'qxflange two')).length === 1, WITHIN_MS);
  expect(await world.mailbox(buyer.email)).toHaveLength(1);
  expect(await listed(other)).toHaveLength(1);
});

it('tells of a change that is found anew, not of one that was found before, and not of what was there', async () => {
  const product = await publish('Quiet zzgasket');
  await savedSearch(world, { query: 'zzgasket', locale: 'EN' }, buyer.headers);
  await savedSearch(world, { query: 'loud zzgasket', locale: 'EN' }, other.headers);
  const name = [{ locale: 'EN', text: 'Loud zzgasket' }];
  const input = { id: product.id, expectedVersion: product.version, name, idempotencyKey: randomUUID() };
  expect(await change(world, 'updateProduct', input, seller.headers)).toMatchObject({ __typename: 'Product' });
  await until(async () => (await told(other, 'Loud zzgasket')).length === 1, WITHIN_MS);
  expect(await told(buyer, 'zzgasket')).toEqual([]);
  const matches = colleagues.connections[1].db!.collection('searchMatches');
  expect(await matches.countDocuments({ 'name.en': 'Loud zzgasket' })).toBe(1);
  await world.ask(
    'mutation Delete($input: DeleteProductInput!) { deleteProduct(input: $input) { __typename } }',
    { input: { id: product.id, idempotencyKey: randomUUID() } },
    seller.headers,
  );
  await until(async () => (await matches.countDocuments({ 'name.en': 'Loud zzgasket' })) === 0, WITHIN_MS);
});

it('gathers a digest for eight in the morning, and sends what was gathered once', async () => {
  const digests = colleagues.connections[0].db!.collection<{ _id: string; dueAt: Date }>('digests');
  await savedSearch(
    world,
    { query: 'yywasher', frequency: 'DAILY', timeZone: 'Asia/Shanghai', locale: 'ZH' },
    buyer.headers,
  );
  await publish('yywasher A');
  await publish('yywasher B');
  const matches = colleagues.connections[1].db!.collection('searchMatches');
  await until(async () => (await matches.countDocuments({ digestId: { $ne: null }, doneAt: null })) === 2, WITHIN_MS);
  const [digest] = await digests.find().toArray();
  expect([digest!.dueAt.getUTCHours(), digest!.dueAt.getUTCMinutes()]).toEqual([0, 0]);
  await digests.updateOne({ _id: digest!._id }, { $set: { dueAt: new Date() } });
  await until(async () => (await told(buyer, '2')).length === 1, WITHIN_MS);
  const [mail] = await told(buyer, '2');
  expect(mail).toMatchObject({ subject: '为您找到 2 个新产品' });
  expect(mail!.text).toMatch(/yywasher A[^]*yywasher B|yywasher B[^]*yywasher A/);
  expect(await digests.countDocuments()).toBe(0);
  const all = await world.ask(
    `query ($token: String!) { subscriptionsByToken(token: $token, first: 10) { edges { node { query } } } }`,
    { token: endingIn(mail!.text) },
  );
  expect(all.data.subscriptionsByToken.edges).toHaveLength((await listed()).length);
});

it('lets holders change and end what is theirs, and nobody else', async () => {
  const input = { query: 'mine alone', idempotencyKey: randomUUID() };
  const saved = await savedSearch(world, input, buyer.headers);
  const { id: subscriptionId } = saved;
  expect(await savedSearch(world, input, buyer.headers)).toEqual(saved);
  expect(await savedSearch(world, { query: 'mine alone' }, buyer.headers)).toEqual(saved);
  expect(await act('changeSubscription', { subscriptionId, frequency: 'WEEKLY' })).toMatchObject({
    frequency: 'WEEKLY',
  });
  for (const mutation of ['changeSubscription', 'endSubscription'])
    expect(await act(mutation, { subscriptionId }, other)).toMatchObject({ __typename: 'NotFound' });
  expect((await act('endSubscription', { subscriptionId })).endedAt).not.toBeNull();
  expect(await act('changeSubscription', { subscriptionId })).toMatchObject({
    __typename: 'NotAllowed',
    reason: 'ENDED',
  });
  expect(await act('subscribe', { category: '10.20', frequency: 'DAILY', channel: 'MAIL' })).toMatchObject({
    kind: 'TOPIC',
    topic: '10.20',
  });
  const { length: count } = await listed();
  expect(await act('endAllSubscriptions', {})).toEqual({ __typename: 'EndedSubscriptions', count });
  expect(await listed()).toEqual([]);
  expect(await act('endSubscriptionByToken', { token: '0'.repeat(67) })).toMatchObject({
    __typename: 'TokenNotUsable',
  });
  await expect(savedSearch(world, { query: 'nobody' })).rejects.toThrow('UNAUTHENTICATED');
});

it.each<[string, object]>([
  ['query', {}],
  ['query', { query: 'x'.repeat(501) }],
  ['query', { query: '\ud800' }],
  ['where.facets.0', { where: { facets: ['shoe:42'] } }],
  ['where.facets', { where: { facets: Array(51).fill('country:TR') } }],
  ['where.category', { where: { category: 'valves' } }],
  ['where.country', { where: { country: ['Turkey'] } }],
  ['where.currency', { where: { priceMinimum: '1' } }],
  ['where.priceMinimum', { where: { priceMinimum: '2', priceMaximum: '1', currency: 'USD' } }],
  ['where.quantityUnit', { where: { quantityAmount: '1' } }],
  ['where.quantityUnit', { where: { quantityAmount: '1', quantityUnit: '???' } }],
  ['where.companyId', { where: { companyId: 'x' } }],
  ['timeZone', { query: 'a', timeZone: 'Mars/Olympus' }],
])('refuses a value by name, and saves nothing: %s', async (field, input) => {
  const before = await listed();
  expect(await savedSearch(world, input as never, buyer.headers)).toMatchObject({ __typename: 'InvalidInput', field });
  expect(await listed()).toEqual(before);
});
