import { randomUUID } from 'node:crypto';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { inquire, INQUIRY, proofSentTo, proveInquiry, turn } from '../kit/inquiring.ts';
import { insistent } from '../kit/insisting.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let owner: Colleague;
let editor: Colleague;
let viewer: Colleague;
let buyer: Colleague;
let stranger: Colleague;
let companyId: string;
let inquiryId: string;
beforeAll(async () => {
  world = insistent(await startWorld({ companies: 12, products: 60 }));
  colleagues = await colleaguesIn(world);
  owner = await colleagues.owner('Anka Vana Sanayi');
  [editor, viewer] = [await colleagues.member(owner, 'EDITOR'), await colleagues.member(owner, 'VIEWER')];
  [buyer, stranger] = [await colleagues.alone(), await colleagues.owner('Başka')];
  companyId = owner.companyId!;
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const one = async (who: Colleague | null, id = inquiryId) => {
  const { data, errors } = await world.ask(
    `query One($id: ID!) { inquiry(id: $id) { ${INQUIRY} } node(id: $id) { id } nodes(ids: [$id]) { id } }`,
    { id },
    who?.headers,
  );
  expect(errors).toBeUndefined();
  return data;
};
const mine = async (who: Colleague, where: object | null = null) => {
  const { data } = await world.ask(
    `query Mine($where: ViewerInquiryWhere) { viewer { inquiries(first: 10, where: $where) { unreadCount edges { node { ${INQUIRY} } } } } }`,
    { where },
    who.headers,
  );
  const { unreadCount, edges } = data.viewer.inquiries;
  return { unreadCount, nodes: edges.map(({ node }: { node: { id: string } }) => node) };
};
const inbox = async (who: Colleague, where: object | null = null) => {
  const { data } = await world.ask(
    `query Inbox($id: ID!, $where: CompanyInquiryWhere) { company(id: $id) { inquiries(first: 1, where: $where) {
      unreadCount edges { node { id } } pageInfo { hasNextPage endCursor } } } }`,
    { id: companyId, where },
    who.headers,
  );
  return data.company.inquiries;
};
const reply = (who: Colleague, message: string, id = inquiryId) =>
  turn(world, 'replyToInquiry', { inquiryId: id, message }, who.headers);

it('a member’s inquiry from the proven address of the account is there at once, for both sides and for nobody else', async () => {
  const sent = await inquire(world, { companyId, replyTo: buyer.email, name: 'Ayşe' }, buyer.headers);
  expect(sent).toMatchObject({ __typename: 'InquirySent', proofNeeded: false });
  expect(sent.inquiry).toMatchObject({
    state: 'NEW',
    viewerSide: 'BUYER',
    replyAddress: buyer.email,
    viewerCanReply: true,
    viewerCanManage: false,
  });
  inquiryId = sent.inquiry.id;
  for (const who of [owner, editor])
    expect((await one(who)).inquiry).toMatchObject({ viewerSide: 'SUPPLIER', unreadCount: 1, viewerCanManage: true });
  expect((await one(viewer)).inquiry).toMatchObject({ viewerSide: 'SUPPLIER', viewerCanReply: false });
  for (const who of [stranger, null]) expect(await one(who)).toEqual({ inquiry: null, node: null, nodes: [null] });
  expect((await one(buyer)).node).toEqual({ id: inquiryId });
  expect(await inbox(stranger)).toBeNull();
  expect((await mine(stranger)).nodes).toEqual([]);
  await until(async () => (await world.mailbox(editor.email)).length === 1);
  expect(await world.mailbox(viewer.email)).toEqual([]);
});

it('both sides write, are told by mail, and see what they have not read', async () => {
  expect(await reply(editor, '12 EUR each.')).toMatchObject({ state: 'ANSWERED', unreadCount: 0 });
  await until(async () => (await world.mailbox(buyer.email)).length === 1);
  expect((await world.mailbox(buyer.email))[0]!.text).toContain('12 EUR each.');
  expect(await mine(buyer)).toMatchObject({ unreadCount: 1, nodes: [{ unreadCount: 1, state: 'ANSWERED' }] });
  expect((await mine(buyer, { unread: false })).nodes).toEqual([]);
  expect(await turn(world, 'readInquiry', { inquiryId }, buyer.headers)).toMatchObject({ unreadCount: 0 });
  expect(await reply(buyer, 'And 500? See https://drawings.example')).toMatchObject({ state: 'NEW', messageCount: 3 });
  expect(await inbox(owner)).toMatchObject({ unreadCount: 1, edges: [{ node: { id: inquiryId } }] });
  const { messages } = (await one(editor)).inquiry;
  expect(messages.edges.map(({ node }: { node: object }) => node)).toMatchObject([
    { from: 'BUYER', body: 'How much are 200 valves?', isViewers: false, via: 'SITE' },
    { from: 'SUPPLIER', body: '12 EUR each.', isViewers: true },
    { from: 'BUYER', body: 'And 500? See https://drawings.example', isViewers: false },
  ]);
  const query = 'query M($id: ID!) { node(id: $id) { ... on InquiryMessage { body } } }';
  const { id } = messages.edges[1].node;
  expect((await world.ask(query, { id }, buyer.headers)).data.node).toEqual({ body: '12 EUR each.' });
  for (const who of [stranger, null]) expect((await world.ask(query, { id }, who?.headers)).data.node).toBeNull();
});

it('a company closes, opens, marks and assigns; the buyer sees no more of it than that nobody answers', async () => {
  const settle = (mutation: string, who = owner) => turn(world, mutation, { inquiryId }, who.headers);
  expect(await settle('closeInquiry')).toMatchObject({ state: 'CLOSED', unreadCount: 0 });
  expect(await settle('reopenInquiry')).toMatchObject({ state: 'ANSWERED' });
  expect(await settle('markInquirySpam')).toMatchObject({ state: 'SPAM' });
  expect((await one(buyer)).inquiry).toMatchObject({ state: 'CLOSED', viewerCanReply: false });
  expect((await mine(buyer, { state: ['SPAM'] })).nodes).toEqual([]);
  expect((await mine(buyer, { state: ['CLOSED'] })).nodes).toHaveLength(1);
  expect(await reply(buyer, 'Hello?')).toMatchObject({ __typename: 'NotAllowed', reason: 'FULL' });
  expect((await inbox(owner)).edges).toEqual([]);
  expect((await inbox(owner, { state: ['SPAM'] })).edges).toHaveLength(1);
  expect(await settle('reopenInquiry')).toMatchObject({ state: 'ANSWERED' });
  const assign = (memberId: string | null) => turn(world, 'assignInquiry', { inquiryId, memberId }, owner.headers);
  for (const memberId of [viewer.memberId, stranger.memberId, companyId])
    expect(await assign(memberId)).toMatchObject({ __typename: 'NotFound', field: 'memberId' });
  expect(await assign(editor.memberId)).toMatchObject({ assignedTo: { id: editor.memberId } });
  expect((await one(buyer)).inquiry.assignedTo).toBeNull();
  expect((await inbox(owner, { assignedTo: editor.memberId })).edges).toHaveLength(1);
  expect((await inbox(owner, { assignedTo: owner.memberId })).edges).toEqual([]);
  const before = (await world.mailbox(owner.email)).length;
  await reply(buyer, 'To whom it may concern');
  await until(async () => (await world.mailbox(editor.email)).at(-1)!.text.includes('To whom it may concern'));
  expect(await world.mailbox(owner.email)).toHaveLength(before);
});

it('strangers find none, viewers and whoever is paused change none, and nobody writes to the own company', async () => {
  for (const mutation of ['replyToInquiry', 'readInquiry', 'closeInquiry', 'assignInquiry']) {
    const input = { inquiryId, ...(mutation === 'replyToInquiry' && { message: 'x' }) };
    expect(await turn(world, mutation, input, stranger.headers)).toMatchObject({ field: 'inquiryId' });
    expect(await turn(world, mutation, input, viewer.headers)).toMatchObject({ reason: 'VIEWER_ONLY' });
    expect(await turn(world, mutation, input, {})).toEqual({ errors: ['UNAUTHENTICATED'] });
  }
  expect(await turn(world, 'closeInquiry', { inquiryId }, buyer.headers)).toMatchObject({ reason: 'BUYER' });
  const own = { companyId, replyTo: owner.email };
  expect(await inquire(world, own, owner.headers)).toMatchObject({ reason: 'OWN_COMPANY' });
  const memberships = colleagues.connections[1].db!.collection<{ _id: string }>('memberships');
  await memberships.updateOne({ _id: editor.accountId }, { $set: { paused: true } });
  expect(await reply(editor, 'x')).toMatchObject({ __typename: 'NotAllowed', reason: 'PAUSED' });
  await memberships.updateOne({ _id: editor.accountId }, { $set: { paused: false } });
  expect((await one(owner)).inquiry.messageCount).toBe(4);
});

it('another address than the account’s has to be proven, and what a guest asked is there once the address has an account', async () => {
  const replyTo = 'office@buyer.example';
  const sent = await inquire(world, { companyId, replyTo, message: 'Two pumps?' }, buyer.headers);
  expect(sent).toEqual({ __typename: 'InquirySent', proofNeeded: true, inquiry: null });
  expect((await mine(buyer)).nodes).toHaveLength(1);
  await proveInquiry(world, await proofSentTo(world, replyTo));
  expect((await mine(buyer)).nodes).toMatchObject([{ replyAddress: replyTo }, { replyAddress: buyer.email }]);
  const [asked] = (await mine(buyer)).nodes;
  await reply(owner, 'Two pumps, yes.', asked.id);
  await until(async () => (await world.mailbox(replyTo)).length === 2);
  const holder = await colleagues.alone(replyTo);
  expect((await mine(holder)).nodes.map(({ id }: { id: string }) => id)).toEqual([asked.id]);
  expect((await one(holder)).inquiry).toBeNull();
});

it('shows a signed-in buyer what the store keeps for those who asked, and nobody else', async () => {
  const contact = async (who: Colleague | null) => {
    const query = 'query C($id: ID!) { company(id: $id) { contact { email telephone fax persons { name } } } }';
    return (await world.ask(query, { id: companyId }, who?.headers)).data.company.contact;
  };
  const line = (value: string, visibility: string) => ({ value, visibility });
  const { data } = await world.ask(
    'mutation U($input: UpdateStoreContactInput!) { updateStoreContact(input: $input) { __typename } }',
    {
      input: {
        expectedVersion: (await world.ask('{ viewer { company { version } } }', {}, owner.headers)).data.viewer.company
          .version,
        email: line('sales@anka.example', 'PUBLIC'),
        telephone: line('+90 212 555 00 00', 'AFTER_INQUIRY'),
        fax: line('+90 212 555 00 99', 'INTERNAL'),
        persons: [{ name: 'Ali Sorulunca', role: 'Sales', visibility: 'AFTER_INQUIRY', authorisationDeclared: true }],
        idempotencyKey: randomUUID(),
      },
    },
    owner.headers,
  );
  expect(data.updateStoreContact.__typename).toBe('Company');
  const everybody = { email: 'sales@anka.example', telephone: null, fax: null, persons: [] };
  for (const who of [null, stranger]) expect(await contact(who)).toEqual(everybody);
  const asked = { ...everybody, telephone: '+90 212 555 00 00', persons: [{ name: 'Ali Sorulunca' }] };
  expect(await contact(buyer)).toEqual(asked);
  // Nobody has proven the address that this one was sent from.
  await inquire(world, { companyId, replyTo: 'unproven@buyer.example' }, stranger.headers);
  expect(await contact(stranger)).toEqual(everybody);
});

it('pages by place, and refuses what is no page', async () => {
  const first = await inbox(owner);
  expect(first.pageInfo.hasNextPage).toBe(true);
  const next = await world.ask(
    `query N($id: ID!, $after: String) { company(id: $id) { inquiries(first: 5, after: $after) { edges { node { id } } } } }`,
    { id: companyId, after: first.pageInfo.endCursor },
    owner.headers,
  );
  expect(next.data.company.inquiries.edges).toEqual([{ node: { id: inquiryId } }]);
  for (const page of ['first: 0', 'first: 101', 'first: 5, after: "nothing"']) {
    const { data } = await world.ask(`{ viewer { inquiries(${page}) { unreadCount } } }`, {}, buyer.headers);
    expect(data.viewer.inquiries).toBeNull();
  }
});

it('looks at what a buyer adds before there is an answer like at the first message', async () => {
  const adding = await colleagues.alone();
  const { inquiry } = await inquire(world, { companyId, replyTo: adding.email, message: 'Pumps?' }, adding.headers);
  await until(async () => (await world.mailbox(editor.email)).some(({ text }) => text.includes('Pumps?')));
  const added = { inquiryId: inquiry.id, message: 'Look at https://evil.example/added' };
  const heldBack = { state: 'QUARANTINED', quarantineReason: 'LINK', messageCount: 2 };
  expect(await turn(world, 'replyToInquiry', added, adding.headers)).toMatchObject({ state: 'NEW', messageCount: 2 });
  const seen = await turn(world, 'readInquiry', { inquiryId: inquiry.id }, owner.headers);
  expect(seen).toMatchObject(heldBack);
  expect(JSON.stringify(await world.mailbox(editor.email))).not.toContain('evil.example/added');
});
