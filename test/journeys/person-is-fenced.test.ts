import { randomUUID } from 'node:crypto';
import type { ErasureTarget } from '../../kit/participation/erasing.ts';
import { erasingIn, type ErasingHere } from '../kit/erasing.ts';
import { inquire } from '../kit/inquiring.ts';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { change, draft } from '../kit/selling.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(180_000);

let world: World;
let here: ErasingHere;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  here = await erasingIn(world);
}, 120_000);
afterAll(async () => {
  await here?.close();
  await world?.stop();
});

let asked = 0;
/** What readers see of a company and a product; under a name of its own, so that no kept answer comes back. */
const seen = async (c: string, p: string): Promise<boolean[]> => {
  const { data } = await world.ask(
    `query Fenced${++asked} ($c: ID!, $p: ID!) { company(id: $c) { id } node(id: $c) { id } product(id: $p) { id }
      found: searchProducts(first: 10, where: { companyId: $c }) { edges { node { id } } } }`,
    { c, p },
  );
  const { company, node, product, found } = data;
  return [company, node, product, found.edges[0]?.node ?? null].map((one) => one !== null);
};
const published = async ({ headers }: Newcomer): Promise<string> => {
  const made = await draft(world, {}, headers);
  const input = { id: made.id, expectedVersion: made.version, idempotencyKey: randomUUID() };
  return (await change(world, 'publishProduct', input, headers)).id;
};
const companyOf = async ({ headers }: Newcomer): Promise<string> =>
  (await world.ask('{ viewer { company { id } } }', {}, headers)).data.viewer.company.id;
const THREAD = `query ($id: ID!) { node(id: $id) { ... on Inquiry { buyerName viewerCanReply
  messages(first: 5) { edges { node { body isViewers } } } } } }`;
const thread = async (id: string, { headers }: Newcomer) => (await world.ask(THREAD, { id }, headers)).data.node;
const reply = async (inquiryId: string, { headers }: Newcomer) => {
  const input = { inquiryId, message: 'Are you there?', idempotencyKey: randomUUID() };
  const { data } = await world.ask(
    `mutation ($input: ReplyToInquiryInput!) { replyToInquiry(input: $input) { __typename ... on NotAllowed { reason } } }`,
    { input },
    headers,
  );
  return data.replyToInquiry;
};
const signIn = async ({ email: login, password }: Newcomer) =>
  (
    await world.ask(`mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`, {
      input: { login, password },
    })
  ).data.signIn.__typename;

it('whoever is being erased is gone for everybody before anything is erased, and signs in no more', async () => {
  const [trader, other] = [await newcomer(world, { legalForm: 'SOLE_TRADER' }), await newcomer(world)];
  const [company, others] = [await companyOf(trader), await companyOf(other)];
  const product = await published(trader);
  await until(async () => (await seen(company, product)).every(Boolean), 60_000);
  const message = 'How much are 200 valves?';
  const sent = { companyId: others, replyTo: trader.email, name: 'Ayşe Alıcı', message, idempotencyKey: randomUUID() };
  const inquiryId = (await inquire(world, sent, trader.headers)).inquiry.id as string;
  expect(await thread(inquiryId, other)).toMatchObject({ buyerName: 'Ayşe Alıcı', viewerCanReply: true });
  const session = await world.signedIn(trader.email, trader.password);

  const target = await here.target(trader.email);
  expect(target.companies).toMatchObject([{ fate: 'ERASED' }]);
  await here.fenced(target);
  await until(async () => !(await seen(company, product)).some(Boolean), 30_000);
  expect(await thread(inquiryId, other)).toMatchObject({
    buyerName: null,
    viewerCanReply: false,
    messages: { edges: [{ node: { body: message, isViewers: false } }] },
  });
  expect(await reply(inquiryId, other)).toEqual({ __typename: 'NotAllowed', reason: 'BUYER_GONE' });
  expect((await world.ask('{ viewer { email } }', {}, session)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(['InvalidCredentials', 'AccountCancelled']).toContain(await signIn(trader));
  // Whoever erases was interrupted, and begins anew.
  await here.fenced(target);
  expect(await here.over.all[0].companies!(target.references)).toEqual(target.companies);
  const before = await here.foreseen(target);
  expect(await here.over.all[0].lift(target.references, 'ACCOUNT_LEFT')).toEqual({ changed: 0 });
  expect(await here.foreseen(target)).toEqual(before);

  await here.erased(target);
  expect(await thread(inquiryId, other)).toMatchObject({ buyerName: null, viewerCanReply: false });
  expect(await signIn(trader)).toBe('InvalidCredentials');
  expect(await seen(company, product)).toEqual([false, false, false, false]);
});

it('a company that its last owner leaves behind is stored and hidden for good, and its products are withdrawn', async () => {
  const owner = await newcomer(world);
  const company = await companyOf(owner);
  const product = await published(owner);
  await until(async () => (await seen(company, product)).every(Boolean), 60_000);
  const target: ErasureTarget = await here.target(owner.email, { erasureId: 'f6'.repeat(12) });
  expect(target.companies).toMatchObject([{ fate: 'WITHDRAWN' }]);
  const { companyId } = target.companies[0]!;
  await here.fenced(target);
  await until(async () => !(await seen(company, product)).some(Boolean), 30_000);
  const changed = await here.erased(target);
  expect(changed).toContainEqual({
    store: 'catalog',
    collection: 'products',
    subjectPath: 'companyId',
    action: 'withdraw',
    records: 1,
  });
  const { member, catalog, events } = here.connections;
  const [stored, shown, listed] = await Promise.all([
    member!.collection('companies').findOne({ _id: companyId as never }),
    catalog!.collection('products').findOne({ companyId }),
    events!.collection('productListings').findOne({ companyId }),
  ]);
  expect([stored!['stoppedBy'], shown!['status'], listed!['shown']]).toEqual([['OWNERS'], 'WITHDRAWN', false]);
  expect((await Promise.all(here.over.all.map((one) => one.verify(target)))).flat()).toEqual([]);
});
