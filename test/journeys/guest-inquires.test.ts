import { randomUUID } from 'node:crypto';
import { readGlobalId } from '../../kit/global-id/global-id.ts';
import { Catalogue } from '../kit/catalogue.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { inquire, proofSentTo, proveInquiry, turn } from '../kit/inquiring.ts';
import { insistent } from '../kit/insisting.ts';
import { change, draft } from '../kit/selling.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let catalogue: Catalogue;
let owner: Colleague;
let other: Colleague;
let productId: string;
let companyId: string;
beforeAll(async () => {
  world = insistent(await startWorld({ companies: 12, products: 60 }));
  colleagues = await colleaguesIn(world);
  catalogue = new Catalogue(world.servers.mongo.uri, world.keys.keyring);
  [owner, other] = [await colleagues.owner('Anka Vana Sanayi'), await colleagues.owner('Başka')];
  companyId = owner.companyId!;
  productId = (await draft(world, {}, owner.headers)).id;
  await change(world, 'publishProduct', { id: productId, idempotencyKey: randomUUID() }, owner.headers);
});
afterAll(async () => {
  await catalogue?.close();
  await colleagues?.close();
  await world?.stop();
});

const collection = (name: string) => colleagues.connections[0].db!.collection(name);
const inbox = async (who = owner, where: object | null = null) => {
  const { data } = await world.ask(
    `query Inbox($where: CompanyInquiryWhere) { viewer { company { inquiries(first: 50, where: $where) {
      unreadCount edges { node { id state quarantineReason buyerName replyAddress product { id name } } } } } } }`,
    { where },
    who.headers,
  );
  const { unreadCount, edges } = data.viewer.company.inquiries;
  return { unreadCount, nodes: edges.map(({ node }: { node: object }) => node) };
};

it('a guest writes, proves the address by one click, and only then the company hears of it; its answer comes by mail', async () => {
  const replyTo = 'ayse@buyer.example';
  const sent = await inquire(world, { companyId, productId, replyTo, name: 'Ayşe', country: 'DE', locale: 'TR' });
  expect(sent).toEqual({ __typename: 'InquirySent', proofNeeded: true, inquiry: null });
  const token = await proofSentTo(world, replyTo);
  const [proof] = await world.mailbox(replyTo);
  expect(proof).toMatchObject({ subject: 'Talebinizi onaylayın' });
  expect(proof!.text).not.toMatch(/valves|Ayşe/);
  expect(await world.mailbox(owner.email)).toEqual([]);
  expect(await inbox()).toEqual({ unreadCount: 0, nodes: [] });
  const key = randomUUID();
  const proven = { __typename: 'InquiryProven', company: { id: companyId }, inquiry: null };
  expect(await proveInquiry(world, token, {}, key)).toEqual(proven);
  expect(await proveInquiry(world, token, {}, key)).toEqual(proven);
  expect(await proveInquiry(world, token)).toMatchObject({ __typename: 'TokenNotUsable' });
  await until(async () => (await world.mailbox(owner.email)).length === 1);
  const [told] = await world.mailbox(owner.email);
  expect(told).toMatchObject({ subject: 'New inquiry from Ayşe' });
  expect(told!.text).toContain('How much are 200 valves?');
  expect(JSON.stringify(told)).not.toContain(replyTo);
  const { unreadCount, nodes } = await inbox();
  expect(unreadCount).toBe(1);
  expect(nodes).toMatchObject([
    { state: 'NEW', buyerName: 'Ayşe', replyAddress: 'a…@b….example', product: { id: productId } },
  ]);
  const answer = { inquiryId: nodes[0].id, message: '12 EUR each.\nFOB Izmir.' };
  expect(await turn(world, 'replyToInquiry', answer, owner.headers)).toMatchObject({ state: 'ANSWERED' });
  await until(async () => (await world.mailbox(replyTo)).length === 2);
  expect((await world.mailbox(replyTo))[1]).toMatchObject({
    subject: 'Anka Vana Sanayi talebinizi yanıtladı',
    fromName: 'Anka Vana Sanayi, Trade Directory aracılığıyla',
  });
  expect((await world.mailbox(replyTo))[1]!.text).toContain('12 EUR each.\nFOB Izmir.');
});

it('answers alike for addresses that it knows and does not, and lets nobody speak for an account by its address', async () => {
  const answers = [];
  for (const replyTo of ['ayse@buyer.example', other.email, 'nobody-yet@buyer.example'])
    answers.push(await inquire(world, { companyId, replyTo, message: `Hello, ${replyTo.length} pumps?` }));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toEqual({ __typename: 'InquirySent', proofNeeded: true, inquiry: null });
  const own = await world.ask('{ viewer { inquiries(first: 5) { edges { node { id } } } } }', {}, other.headers);
  expect(own.data.viewer.inquiries.edges).toEqual([]);
  expect((await inbox()).nodes).toHaveLength(1);
});

it('takes fifty repeats of one key at once for one inquiry, and another input under it for none', async () => {
  const input = { companyId, replyTo: 'fifty@buyer.example', idempotencyKey: randomUUID() };
  const answers = await Promise.all(Array.from({ length: 50 }, () => inquire(world, input)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  await proofSentTo(world, 'fifty@buyer.example');
  expect(await inquire(world, { ...input, message: 'Something else' })).toMatchObject({
    __typename: 'IdempotencyKeyReused',
  });
  expect(await world.mailbox('fifty@buyer.example')).toHaveLength(1);
  expect(await inquire(world, { ...input, idempotencyKey: 'too-short' })).toEqual({ errors: ['BAD_USER_INPUT'] });
});

it.each<[string, object]>([
  ['replyTo', { replyTo: 'no address' }],
  ['replyTo', { replyTo: 'a@b.example\r\nBcc: c@d.example' }],
  ['replyTo', { replyTo: 'аyse@buyer.example' }],
  ['replyTo', { replyTo: 'ayse@xn--80ak6aa92e.com' }],
  ['replyTo', { replyTo: `${'x'.repeat(300)}@buyer.example` }],
  ['name', { name: 'Ayşe\r\nBcc: victim@mail.example' }],
  ['name', { name: '\u202eeşyA' }],
  ['country', { country: 'Germany' }],
  ['message', { message: ' \n ' }],
  ['message', { message: 'x'.repeat(5_001) }],
  ['message', { message: 'x'.repeat(200_000) }],
  ['message', { message: 'a\u0000b' }],
])('refuses a value by name, and keeps nothing: %s', async (field, given) => {
  const before = await collection('pendingInquiries').countDocuments();
  const input = { companyId, replyTo: 'bad@buyer.example', ...given };
  expect(await inquire(world, input)).toMatchObject({ __typename: 'InvalidInput', field });
  expect(await collection('pendingInquiries').countDocuments()).toBe(before);
});

it('refuses a body of many megabytes before anything reads it', async () => {
  const { status } = await world.ask(
    `mutation { sendInquiry(input: { message: "${'x'.repeat(5_000_000)}" }) { __typename } }`,
  );
  expect(status).toBe(413);
});

it('holds back what looks like no inquiry with a reason, and lets the company decide', async () => {
  const replyTo = 'links@buyer.example';
  await inquire(world, { companyId, replyTo, message: 'Look at https://evil.example/x', name: 'Evil' });
  const token = await proofSentTo(world, replyTo);
  expect((await world.mailbox(replyTo))[0]!.text).not.toContain('evil.example');
  expect(await proveInquiry(world, token)).toMatchObject({ __typename: 'InquiryProven' });
  expect((await inbox()).nodes).toHaveLength(1);
  const { nodes } = await inbox(owner, { state: ['QUARANTINED'] });
  expect(nodes).toMatchObject([{ state: 'QUARANTINED', quarantineReason: 'LINK', buyerName: 'Evil' }]);
  expect(await world.mailbox(owner.email)).toHaveLength(1);
  const inquiryId = nodes[0].id;
  expect(await turn(world, 'reopenInquiry', { inquiryId }, owner.headers)).toMatchObject({ state: 'NEW' });
  expect((await inbox()).nodes).toHaveLength(2);
});

it('bounds how often an address is written to, whoever asks', async () => {
  const input = { companyId, replyTo: 'often@buyer.example' };
  let taken = 0;
  while (taken < 50 && (await inquire(world, { ...input, message: `Pumps, ${taken}?` })).__typename === 'InquirySent')
    taken++;
  expect(taken).toBe(20);
  expect(await inquire(world, input)).toMatchObject({ __typename: 'TooManyAttempts', retryAfterSeconds: 3_600 });
});

it('takes none for what is hidden, foreign or absent, and lets none through that waited', async () => {
  const replyTo = 'late@buyer.example';
  const asked = (input: object) => inquire(world, { companyId, replyTo, ...input });
  const own = async (mutation: string) =>
    change(world, mutation, { id: productId, idempotencyKey: randomUUID() }, owner.headers);
  expect(await asked({ companyId: other.companyId, productId })).toMatchObject({ field: 'productId' });
  expect(await asked({ companyId: productId })).toMatchObject({ __typename: 'NotFound', field: 'companyId' });
  await own('withdrawProduct');
  expect(await asked({ productId })).toMatchObject({ __typename: 'NotFound', field: 'productId' });
  await own('publishProduct');
  expect(await asked({ productId })).toMatchObject({ __typename: 'InquirySent' });
  await own('deleteProduct');
  expect(await asked({ productId })).toMatchObject({ __typename: 'NotFound', field: 'productId' });
  const token = await proofSentTo(world, replyTo);
  await catalogue.setCompanyStatus(companyId, 'SUSPENDED');
  expect(await asked({})).toMatchObject({ __typename: 'NotFound', field: 'companyId' });
  expect(await proveInquiry(world, token)).toMatchObject({ __typename: 'NotAllowed', reason: 'COMPANY_HIDDEN' });
  const [first] = (await inbox()).nodes;
  const answer = { inquiryId: first.id, message: 'Still here?' };
  expect(await turn(world, 'replyToInquiry', answer, owner.headers)).toMatchObject({ reason: 'COMPANY_HIDDEN' });
  await catalogue.setCompanyStatus(companyId, 'ACTIVE');
  expect(await proveInquiry(world, token)).toMatchObject({ __typename: 'InquiryProven' });
});

it('publishes of each product whether it is shown, whoever changed it', async () => {
  const { id } = await draft(world, {}, owner.headers);
  const listed = () =>
    colleagues.connections[1]
      .db!.collection<{ _id: string }>('productListings')
      .findOne({ _id: readGlobalId(id)!.local });
  expect(await listed()).toBeNull();
  await change(world, 'publishProduct', { id }, owner.headers);
  expect(await listed()).toMatchObject({
    shown: true,
    categoryCode: '10.20.05',
    companyId: readGlobalId(companyId)!.local,
  });
  const moved = { id, categoryCode: '10.20.10', expectedVersion: 2 };
  expect(await change(world, 'updateProduct', moved, owner.headers)).toMatchObject({ __typename: 'Product' });
  expect(await listed()).toMatchObject({ shown: true, categoryCode: '10.20.10' });
  const support = { authorization: `Bearer ${await world.sessions.token(['SUPPORT'], 'd'.repeat(24))}` };
  const moderate = (mutation: string) =>
    world.ask(
      `mutation M($input: ModerateProductInput!) { ${mutation}(input: $input) { __typename } }`,
      { input: { id, reason: 'COUNTERFEIT', text: 'Looked at.', idempotencyKey: randomUUID() } },
      support,
    );
  await moderate('takeDownProduct');
  expect(await listed()).toMatchObject({ shown: false });
  await moderate('reinstateProduct');
  expect(await listed()).toMatchObject({ shown: true });
  const row = { externalId: 'L-1', status: 'PUBLISHED', name: { en: 'Pump' }, categoryCode: '10.20.05', unit: 'C62' };
  const { data } = await world.ask(
    `mutation I($input: ImportProductsInput!) { importProducts(input: $input) { __typename ... on ImportJob { id } } }`,
    {
      input: { format: 'NDJSON', content: JSON.stringify(row), errorPolicy: 'SKIP_ROWS', idempotencyKey: randomUUID() },
    },
    owner.headers,
  );
  expect(data.importProducts.__typename).toBe('ImportJob');
  const imported = { companyId: readGlobalId(companyId)!.local, categoryCode: '10.20.05', shown: true };
  await until(
    async () => (await colleagues.connections[1].db!.collection('productListings').countDocuments(imported)) === 1,
  );
});
