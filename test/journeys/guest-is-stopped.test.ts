import { randomUUID } from 'node:crypto';
import { localIdOf } from '../../kit/global-id/global-id.ts';
import type { PersonReference } from '../../kit/participation/participant.ts';
import { Guests } from '../../subgraphs/member/guest/guests.ts';
import { BuyerAddresses } from '../../subgraphs/member/inquiry/buyer-addresses.ts';
import { Restrictions } from '../../subgraphs/member/restriction/restrictions.ts';
import { Subscriptions } from '../../subgraphs/member/subscription/subscriptions.ts';
import { inquire, proofSentTo, proveInquiry } from '../kit/inquiring.ts';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { restrictingIn, type RestrictingHere } from '../kit/restricting.ts';
import { savedSearch, subscribing } from '../kit/subscribing.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let here: RestrictingHere;
let guests: Guests;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  here = await restrictingIn(world);
  guests = new Guests(here.connections[0], world.keys.keyring);
}, 120_000);
afterAll(async () => {
  await here?.close();
  await world?.stop();
});

const companyOf = async ({ headers }: Pick<Newcomer, 'headers'>): Promise<string> =>
  (await world.ask('{ viewer { company { id } } }', {}, headers)).data.viewer.company.id;
const asked = async (companyId: string, email: string, mails: number) => {
  await inquire(world, { companyId, replyTo: email, name: 'B' });
  return proofSentTo(world, email, mails);
};
const MAIL = { frequency: 'AT_ONCE', channel: 'MAIL' } as const;

it('of a guest who is stopped no address is used, nothing new is begun, and all of it goes on afterwards', async () => {
  const company = await companyOf(await newcomer(world));
  const email = `${randomUUID()}@buyer.example`;
  expect((await proveInquiry(world, await asked(company, email, 1))).__typename).toBe('InquiryProven');
  const guest = (await guests.byEmail(email))!;
  const addresses = new BuyerAddresses(here.accounts, guests, new Restrictions(here.connections[0]));
  const buyers = [{ kind: 'GUEST' as const, buyerRef: guest.subjectRef, name: null, country: null }];
  expect((await addresses.of({ buyers }))?.email).toBe(email);
  const waiting = await asked(company, email, 2);
  await subscribing(world, 'saveSearch', { query: 'valve', email, ...MAIL, idempotencyKey: randomUUID() });
  const search = await proofSentTo(world, email, 3);
  const references: PersonReference[] = [{ ref: guest.subjectRef, kind: 'GUEST' }];
  expect((await here.restricting.restrict(references, 'RESTRICTION')).changed).toBe(1);

  expect(await addresses.of({ buyers })).toBeNull();
  expect(await proveInquiry(world, waiting)).toMatchObject({ reason: 'DATA_RESTRICTED' });
  const proof = { token: search };
  expect(await subscribing(world, 'proveSubscription', { ...proof, idempotencyKey: randomUUID() })).toMatchObject({
    reason: 'DATA_RESTRICTED',
  });

  await here.restricting.lift(references, 'RESTRICTION');
  expect((await addresses.of({ buyers }))?.email).toBe(email);
  expect((await proveInquiry(world, waiting)).__typename).toBe('InquiryProven');
  expect((await subscribing(world, 'proveSubscription', { ...proof, idempotencyKey: randomUUID() })).query).toBe(
    'valve',
  );
});

it('who asked for restriction does nothing without signing in that they may not do signed in', async () => {
  const [member, seller] = [await newcomer(world), await newcomer(world)];
  const { account, references } = await here.person(member.email);
  const { id } = await savedSearch(world, { query: 'valve' }, member.headers);
  await here.restricting.restrict(references, 'RESTRICTION');
  const [own, events] = here.connections;
  const subscriptions = new Subscriptions(own, events, world.keys.keyring);
  const searches = () => events.collection('savedSearches').countDocuments({ subjectRef: account.subjectRef });
  await own.transaction(async (session) => {
    const held = (await subscriptions.byId(localIdOf('AlertSubscription', id)!, session))!;
    await subscriptions.change({ ...held, locale: 'TR' }, session);
  });
  expect(await searches()).toBe(0);
  const mails = (await world.mailbox(member.email)).length;
  const token = await asked(await companyOf(seller), member.email, mails + 1);
  expect(await proveInquiry(world, token)).toMatchObject({ reason: 'DATA_RESTRICTED' });
  await here.restricting.lift(references, 'RESTRICTION');
  expect(await searches()).toBe(1);
});

it('a pause that comes when somebody has left is theirs when they are back, and ends by the mail that they get then', async () => {
  const member = await newcomer(world);
  const { account, references } = await here.person(member.email);
  await here.restricting.restrict(references, 'ACCOUNT_LEFT', '2099-01-01T00:00:00.000Z');
  const [own, events] = here.connections;
  const at = new Date();
  const told = { subjectRef: account.subjectRef, at, count: 500, dueAt: at, leasedUntil: null, attempts: 0 };
  const activities = events.collection('unusualActivity');
  await activities.insertOne({ _id: account._id as never, ...told });
  const kept = async () => (await own.collection('restrictions').findOne({ _id: account.subjectRef as never }))!;
  await until(async () => (await kept())['membership'].paused === true, 30_000);
  const mails = (await world.mailbox(member.email)).length;
  await here.restricting.lift(references, 'ACCOUNT_LEFT');
  const membership = async () =>
    (await events.collection('memberships').findOne({ _id: account._id as never }))!['paused'] as boolean;
  expect(await membership()).toBe(true);
  await until(async () => {
    await activities.updateOne({ _id: account._id as never }, { $set: { dueAt: new Date() } });
    return (await world.mailbox(member.email)).length > mails;
  }, 30_000);
  const token = await proofSentTo(world, member.email, mails + 1);
  await here.restricting.restrict(references, 'RESTRICTION');
  const { data } = await world.ask(
    `mutation ($input: ConfirmActivityInput!) { confirmActivity(input: $input) { __typename } }`,
    { input: { token, itWasMe: true, idempotencyKey: randomUUID() } },
  );
  expect(data.confirmActivity.__typename).not.toBe('TokenNotUsable');
  await here.restricting.lift(references, 'RESTRICTION');
  expect(await membership()).toBe(false);
});
