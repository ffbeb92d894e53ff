import { randomUUID } from 'node:crypto';
import type { CaughtPush } from '../../kit/push/push-sink.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { insistent } from '../kit/insisting.ts';
import { change, draft } from '../kit/selling.ts';
import { savedSearch, subscribing } from '../kit/subscribing.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let seller: Colleague;
const WITHIN_MS = 60_000;

beforeAll(async () => {
  // What would wake devices is caught in the directory's own process.
  world = insistent(await startWorld({ companies: 4, products: 30, shape: 'one process' }));
  colleagues = await colleaguesIn(world);
  seller = await colleagues.owner();
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const DEVICE = 'device { platform timeZone adopted } deviceToken';
const ANSWERS: Readonly<Record<string, string>> = {
  registerDevice: `... on RegisteredDevice { ${DEVICE} } ... on InvalidInput { field }`,
  updateDevice: '... on Device { timeZone adopted } ... on InvalidInput { field }',
  adoptDevice: '... on Device { adopted } ... on NotAllowed { reason }',
  forgetDevice: '... on ForgottenDevice { deviceId }',
};
async function device(mutation: string, input: object, headers: Record<string, string> = {}) {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await world.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ... on Problem { message } ${ANSWERS[mutation]} } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    headers,
  );
  if (!data?.[mutation]) throw new Error(`Expected a result of ${mutation}, got ${JSON.stringify(errors)}.`);
  return data[mutation];
}
const registered = async (given: object = {}): Promise<string> =>
  (await device('registerDevice', { platform: 'FCM', pushToken: `push-token-${randomUUID()}`, ...given })).deviceToken;
const publish = async (text: string) => {
  const made = await draft(world, { name: [{ locale: 'EN', text }] }, seller.headers);
  return change(world, 'publishProduct', { id: made.id, idempotencyKey: randomUUID() }, seller.headers);
};
const caught = async (pushToken: string): Promise<CaughtPush[]> =>
  ((await (await fetch(`${world.address}/dev/push`)).json()) as CaughtPush[]).filter(
    ({ token }) => token === pushToken,
  );
const heldBy = async (deviceToken: string) =>
  (
    await world.ask(
      `query ($deviceToken: String!) { deviceSubscriptions(deviceToken: $deviceToken, first: 100) { edges { node { query } } } }`,
      { deviceToken },
    )
  ).data.deviceSubscriptions;

it('wakes a device without an account, with ids alone, until the search is ended', async () => {
  const pushToken = `push-token-${randomUUID()}`;
  const deviceToken = await registered({ pushToken, timeZone: 'Europe/Istanbul' });
  expect(deviceToken).toMatch(/^[0-9a-f]{24}[\w-]{43}$/);
  const search = { query: 'ddcoupling', channel: 'PUSH', deviceToken };
  expect(await savedSearch(world, { ...search, channel: 'MAIL' })).toMatchObject({
    __typename: 'InvalidInput',
    field: 'channel',
  });
  const { id: subscriptionId, timeZone } = await savedSearch(world, search);
  expect(timeZone).toBe('Europe/Istanbul');
  const product = await publish('Secret ddcoupling');
  await until(async () => (await caught(pushToken)).length === 1, WITHIN_MS);
  const [push] = await caught(pushToken);
  expect(push).toMatchObject({
    platform: 'FCM',
    ids: { kind: 'alert', subscriptionIds: subscriptionId, productIds: product.id },
  });
  expect(JSON.stringify(push)).not.toContain('ddcoupling');
  const ended = await subscribing(world, 'endSubscription', { subscriptionId, deviceToken });
  expect(ended.endedAt).not.toBeNull();
  expect(await heldBy(deviceToken)).toEqual({ edges: [] });
  expect(await heldBy(`${deviceToken.slice(0, -1)}!`)).toBeNull();
});

it('stores neither tokens nor words in the clear', async () => {
  const pushToken = `push-token-${randomUUID()}`;
  const deviceToken = await registered({ pushToken });
  await savedSearch(world, { query: 'wordsofmine', channel: 'PUSH', deviceToken });
  const stored = await Promise.all([
    colleagues.connections[0].db!.collection('devices').find().toArray(),
    colleagues.connections[0].db!.collection('subscriptions').find().toArray(),
    colleagues.connections[1].db!.collection('savedSearches').find().toArray(),
  ]);
  const everything = JSON.stringify(stored, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
  expect(everything).toContain(deviceToken.slice(0, 24));
  expect([pushToken, deviceToken.slice(24), 'wordsofmine'].filter((text) => everything.includes(text))).toEqual([]);
});

it('joins a device to an account: what it held is the account’s, and it is woken for the account', async () => {
  const pushToken = `push-token-${randomUUID()}`;
  const deviceToken = await registered({ pushToken });
  const [holder, another] = await Promise.all([colleagues.alone(), colleagues.alone()]);
  await savedSearch(world, { query: 'aabearing', channel: 'PUSH', deviceToken });
  expect(await device('adoptDevice', { deviceToken }, holder.headers)).toMatchObject({ adopted: true });
  expect(await device('adoptDevice', { deviceToken }, another.headers)).toMatchObject({ reason: 'ADOPTED' });
  expect(await heldBy(deviceToken)).toBeNull();
  const { data } = await world.ask(
    '{ viewer { subscriptions(first: 10) { edges { node { query } } } } }',
    {},
    holder.headers,
  );
  expect(data.viewer.subscriptions.edges).toEqual([{ node: { query: 'aabearing' } }]);
  await publish('Joined aabearing');
  await until(async () => (await caught(pushToken)).length === 1, WITHIN_MS);
});

it('leaves a device alone whose push token somebody else registers, and forgets what is to be forgotten', async () => {
  const pushToken = `push-token-${randomUUID()}`;
  const former = await registered({ pushToken });
  await savedSearch(world, { query: 'ffflange', channel: 'PUSH', deviceToken: former });
  const key = randomUUID();
  const again = { platform: 'FCM', pushToken, idempotencyKey: key };
  const { deviceToken } = await device('registerDevice', again);
  expect((await device('registerDevice', again)).deviceToken).toBeNull();
  expect((await heldBy(former)).edges).toEqual([{ node: { query: 'ffflange' } }]);
  expect(await heldBy(deviceToken)).toEqual({ edges: [] });
  expect(await device('updateDevice', { deviceToken, timeZone: 'Asia/Tokyo' })).toMatchObject({
    timeZone: 'Asia/Tokyo',
  });
  expect(await device('updateDevice', { deviceToken, timeZone: '+03:00' })).toMatchObject({ field: 'timeZone' });
  expect(await device('registerDevice', { platform: 'FCM', pushToken: 'short' })).toMatchObject({ field: 'pushToken' });
  expect(await device('forgetDevice', { deviceToken })).toMatchObject({ __typename: 'ForgottenDevice' });
  expect(await device('forgetDevice', { deviceToken })).toMatchObject({ __typename: 'NotFound' });
  expect((await heldBy(former)).edges).toHaveLength(1);
});
