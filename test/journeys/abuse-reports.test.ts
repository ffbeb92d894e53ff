import { randomUUID } from 'node:crypto';
import { readGlobalId } from '../../kit/global-id/global-id.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { inquire, proofSentTo, proveInquiry, turn } from '../kit/inquiring.ts';
import { insistent } from '../kit/insisting.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let owner: Colleague;
let viewer: Colleague;
let buyer: Colleague;
let stranger: Colleague;
let companyId: string;
let inquiryId: string;
let reportId: string;
let support: { authorization: string };
beforeAll(async () => {
  world = insistent(await startWorld({ companies: 12, products: 60 }));
  colleagues = await colleaguesIn(world);
  owner = await colleagues.owner('Anka Vana Sanayi');
  viewer = await colleagues.member(owner, 'VIEWER');
  [buyer, stranger] = [await colleagues.alone(), await colleagues.owner('Başka')];
  companyId = owner.companyId!;
  support = { authorization: `Bearer ${await world.sessions.token(['SUPPORT'], 'd'.repeat(24))}` };
  const sent = await inquire(
    world,
    { companyId, replyTo: buyer.email, message: 'Kanarya writes this.' },
    buyer.headers,
  );
  inquiryId = sent.inquiry.id;
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const REPORT = `id side reasonCode text state decision foundReason answer version viewerCanDecide
  messages(first: 10) { edges { node { from body } } }`;
const PROBLEM = `... on Problem { message } ... on InvalidInput { field } ... on NotFound { field }
  ... on NotAllowed { reason } `;
const act = async (mutation: 'reportAbuse' | 'decideAbuseReport', input: object, headers: object | undefined) => {
  const [type, more] =
    mutation === 'reportAbuse'
      ? ['ReportAbuseInput', '']
      : ['DecideAbuseReportInput', '... on AlreadyDecided { currentState }'];
  const { data, errors } = await world.ask(
    `mutation Act($input: ${type}!) { ${mutation}(input: $input) { __typename ... on AbuseReport { ${REPORT} } ${PROBLEM} ${more} } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    headers as never,
  );
  return data?.[mutation] ?? { errors: errors!.map(({ extensions }) => extensions['code']) };
};
const report = (input: object, who: Colleague | null) =>
  act('reportAbuse', { inquiryId, reason: 'FRAUD', ...input }, who?.headers);
const decide = (id: string, input: object, headers: object | undefined = support) =>
  act('decideAbuseReport', { id, decision: 'NO_ACTION', reason: 'SPAM', expectedVersion: 1, ...input }, headers);
const queue = async (headers: object | undefined, state = 'OPEN', fields = REPORT) => {
  const { data, errors } = await world.ask(
    `query Q($state: AbuseReportState) { abuseReports(first: 10, where: { state: $state }) { edges { node { ${fields} } } } }`,
    { state },
    headers as never,
  );
  return (
    errors?.map(({ extensions }) => extensions['code']) ??
    data.abuseReports.edges.map(({ node }: { node: object }) => node)
  );
};
const readsOf = async (record: string) => {
  const [, events] = colleagues.connections;
  const read = { action: 'READ', record, reasonRef: readGlobalId(reportId)!.local };
  const [written, taken] = [
    await events.collection('auditEvents').find(read).toArray(),
    await events.useDb('privacy').collection('auditEntries').find(read).toArray(),
  ];
  return new Set([...written.map(({ _id }) => String(_id)), ...taken.map(({ event }) => String(event))]).size;
};

it('each side reports an inquiry once, and sees its own report alone; nobody else does either', async () => {
  const key = { text: 'Asks for an advance.', idempotencyKey: randomUUID() };
  const all = await Promise.all(Array.from({ length: 10 }, () => report(key, owner)));
  expect(all[0]).toMatchObject({ __typename: 'AbuseReport', side: 'SUPPLIER', state: 'OPEN', viewerCanDecide: false });
  expect(all[0].messages).toBeNull();
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  reportId = all[0].id;
  expect(await report({}, owner)).toMatchObject({ __typename: 'NotAllowed', reason: 'ALREADY_REPORTED' });
  expect(await report({}, viewer)).toMatchObject({ reason: 'VIEWER_ONLY' });
  expect(await report({}, stranger)).toMatchObject({ __typename: 'NotFound', field: 'inquiryId' });
  expect(await report({}, null)).toEqual({ errors: ['UNAUTHENTICATED'] });
  expect(await report({ reason: 'OTHER' }, buyer)).toMatchObject({ __typename: 'InvalidInput', field: 'text' });
  expect(await report({ text: 'x'.repeat(2_001) }, buyer)).toMatchObject({ field: 'text' });
  expect(await report({ reason: 'INSULT' }, buyer)).toMatchObject({ side: 'BUYER' });
  const one = async (headers: object | undefined) =>
    (await world.ask('query O($id: ID!) { node(id: $id) { id } }', { id: reportId }, headers as never)).data.node;
  expect(await one(owner.headers)).toEqual({ id: reportId });
  for (const headers of [buyer.headers, stranger.headers, undefined]) expect(await one(headers)).toBeNull();
  const stored = JSON.stringify(await colleagues.connections[0].db!.collection('abuseReports').find().toArray());
  expect(stored).not.toContain('advance');
});

it('staff see what waits, and what was written only with an entry in the audit log', async () => {
  for (const headers of [owner.headers, undefined])
    expect(await queue(headers)).toEqual([headers ? 'FORBIDDEN' : 'UNAUTHENTICATED']);
  expect(await queue(support, 'OPEN', 'id')).toHaveLength(2);
  expect(await readsOf('abuseReports')).toBe(1);
  expect(await readsOf('inquiryMessages')).toBe(0);
  const [first] = await queue(support);
  expect(first).toMatchObject({ id: reportId, text: 'Asks for an advance.', viewerCanDecide: true });
  expect(first.messages.edges).toEqual([{ node: { from: 'BUYER', body: 'Kanarya writes this.' } }]);
  expect(await readsOf('inquiryMessages')).toBe(1);
});

it('staff decide once; a blocked buyer sends nothing, and is told how to complain; whoever reported is told', async () => {
  const block = { decision: 'BLOCK_WRITER', reason: 'FRAUD', text: 'Thank you.' };
  for (const headers of [owner.headers, buyer.headers])
    expect(await decide(reportId, block, headers)).toMatchObject({ reason: 'STAFF_ONLY' });
  expect(await decide(reportId, { ...block, expectedVersion: 2 })).toMatchObject({ __typename: 'AlreadyDecided' });
  expect(await decide(companyId, block)).toMatchObject({ __typename: 'NotFound', field: 'id' });
  const own = { authorization: `Bearer ${await world.sessions.token(['SUPPORT'], owner.accountId)}` };
  expect(await decide(reportId, block, own)).toMatchObject({ reason: 'OWN_COMPANY' });
  const all = await Promise.all(Array.from({ length: 5 }, () => decide(reportId, block)));
  expect(all.map(({ __typename }) => __typename as string).toSorted()).toEqual([
    'AbuseReport',
    ...Array(4).fill('AlreadyDecided'),
  ]);
  await until(async () => (await world.mailbox(owner.email)).some(({ text }) => text.includes('Thank you.')));
  const again = { companyId, replyTo: buyer.email };
  const refused = await inquire(world, again, buyer.headers);
  expect(refused).toMatchObject({ __typename: 'NotAllowed', reason: 'BLOCKED' });
  expect(refused.message).toContain('complain');
  // The address without the account, too; whoever only names it is told nothing.
  expect(await inquire(world, again)).toMatchObject({ __typename: 'InquirySent', proofNeeded: true });
  const token = await proofSentTo(world, buyer.email);
  expect(await proveInquiry(world, token)).toMatchObject({ __typename: 'NotAllowed', reason: 'BLOCKED' });
  expect(await turn(world, 'replyToInquiry', { inquiryId, message: 'x' }, buyer.headers)).toMatchObject({
    reason: 'FULL',
  });
  const blocked = await colleagues.connections[0].db!.collection('blockedWriters').find().toArray();
  expect(JSON.stringify(blocked)).not.toMatch(new RegExp(`${buyer.email}|${buyer.accountId}`));
  const [waits] = await queue(support);
  expect(await decide(waits.id, { decision: 'BLOCK_WRITER' })).toMatchObject({ reason: 'COMPANY' });
  expect(await decide(waits.id, {})).toMatchObject({ state: 'DECIDED', decision: 'NO_ACTION' });
});

it('a guest reports a company by the link of any mail about the inquiry, once, and is told what staff found', async () => {
  const replyTo = 'reporter@buyer.example';
  await inquire(world, { companyId, replyTo });
  await proveInquiry(world, await proofSentTo(world, replyTo));
  const { data } = await world.ask(
    '{ viewer { company { inquiries(first: 1) { edges { node { id viewerCanReport } } } } } }',
    {},
    owner.headers,
  );
  const [{ node }] = data.viewer.company.inquiries.edges;
  expect(node.viewerCanReport).toBe(true);
  await turn(world, 'replyToInquiry', { inquiryId: node.id, message: 'Pay first.' }, owner.headers);
  await until(async () => (await world.mailbox(replyTo)).length === 2, 20_000);
  const token = /inquiry-report#token=([\w-]+)/.exec((await world.mailbox(replyTo))[1]!.text)![1]!;
  const byToken = (input: object, who: Colleague | null = null) =>
    act('reportAbuse', { token, reason: 'FRAUD', ...input }, who?.headers);
  expect(await byToken({ token: `${token.slice(0, -2)}xx` })).toMatchObject({ __typename: 'TokenNotUsable' });
  expect(await byToken({ token: 'x' })).toMatchObject({ __typename: 'InvalidInput', field: 'token' });
  expect(await byToken({ inquiryId: node.id })).toMatchObject({ __typename: 'InvalidInput', field: 'token' });
  expect(await byToken({ token: null }, buyer)).toMatchObject({ __typename: 'InvalidInput', field: 'token' });
  const key = { text: 'Wants money first.', idempotencyKey: randomUUID() };
  const all = await Promise.all(Array.from({ length: 10 }, () => byToken(key)));
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(all[0]).toMatchObject({ side: 'BUYER', text: 'Wants money first.', viewerCanDecide: false, messages: null });
  expect(await byToken({})).toMatchObject({ __typename: 'NotAllowed', reason: 'ALREADY_REPORTED' });
  const seen = await world.ask('query O($id: ID!) { node(id: $id) { id } }', { id: all[0].id }, buyer.headers);
  expect(seen.data.node).toBeNull();
  expect(await decide(all[0].id, { text: 'We have warned them.' })).toMatchObject({ state: 'DECIDED' });
  await until(async () => (await world.mailbox(replyTo)).some(({ text }) => text.includes('We have warned them.')));
});

it('says in advance who may report an inquiry', async () => {
  const may = async (who: Colleague) =>
    (await world.ask('query M($id: ID!) { inquiry(id: $id) { viewerCanReport } }', { id: inquiryId }, who.headers)).data
      .inquiry?.viewerCanReport;
  const asker = await colleagues.alone();
  const { inquiry } = await inquire(world, { companyId, replyTo: asker.email }, asker.headers);
  expect([await may(owner), await may(buyer)]).toEqual([false, false]);
  inquiryId = inquiry.id;
  expect([await may(owner), await may(viewer), await may(asker)]).toEqual([true, false, true]);
  await report({ inquiryId }, asker);
  expect([await may(owner), await may(asker)]).toEqual([true, false]);
});

it('staff release what was held back', async () => {
  const asker = await colleagues.alone();
  const message = 'See www.drawings.example for it';
  const { inquiry } = await inquire(world, { companyId, replyTo: asker.email, message }, asker.headers);
  const { id } = await report({ inquiryId: inquiry.id, reason: 'SPAM' }, owner);
  const state = async () =>
    (await world.ask('query S($id: ID!) { inquiry(id: $id) { state } }', { id: inquiry.id }, owner.headers)).data
      .inquiry;
  expect(await state()).toEqual({ state: 'QUARANTINED' });
  expect(await decide(id, { decision: 'RELEASE' })).toMatchObject({ decision: 'RELEASE', foundReason: 'SPAM' });
  expect(await state()).toEqual({ state: 'NEW' });
  expect((await inquire(world, { companyId, replyTo: asker.email }, asker.headers)).__typename).toBe('InquirySent');
});
