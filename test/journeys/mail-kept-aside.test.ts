import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { inquire, proofSentTo, proveInquiry, turn } from '../kit/inquiring.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

const GUEST = 'lin@buyer.example';
const WITHIN_MS = 30_000;
let world: World;
let colleagues: Colleagues;
let owner: Colleague;
let viewer: Colleague;
let other: Colleague;
/** Who has the guest’s address from the middle on. */
let asker: Colleague;
beforeAll(async () => {
  world = await startWorld({ companies: 1, products: 0 });
  colleagues = await colleaguesIn(world);
  [owner, other] = [await colleagues.owner('Anka Vana Sanayi'), await colleagues.owner('Başka')];
  viewer = await colleagues.member(owner, 'VIEWER');
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const stored = (name: string) => colleagues.connections[0].db!.collection(name);
/** A mail as an ordinary mail program sends it; resolves when it was handled. */
const write = async (from: string, to: string, text: string) => {
  const mail = { from, to, envelope: { from, to }, messageId: `<${randomUUID()}@own.example>`, subject: 'Re: valves' };
  await createTransport({ host: '127.0.0.1', port: world.mailPort, ignoreTLS: true }).sendMail({ ...mail, text });
  await until(async () => (await stored('inboundMails').countDocuments({ handledAt: null })) === 0, WITHIN_MS);
};
const lastTo = async (address: string, count: number) => {
  await until(async () => (await world.mailbox(address)).length >= count, WITHIN_MS);
  return (await world.mailbox(address)).at(-1)!;
};
const seenBy = async (who: Colleague) => {
  const { data } = await world.ask(
    `{ viewer { company { inquiries(first: 5, where: { state: [NEW, ANSWERED, SPAM] }) { edges { node { id state unreadCount
      messages(first: 50) { edges { node { id from body aside viewerCanRelease } } } } } } } } }`,
    {},
    who.headers,
  );
  const [{ node }] = data.viewer.company.inquiries.edges;
  return { ...node, messages: node.messages.edges.map((edge: { node: object }) => edge.node) };
};
const release = async (messageId: string, who: Colleague | null = owner, idempotencyKey: string = randomUUID()) => {
  const { data, errors } = await world.ask(
    `mutation R($input: ReleaseInquiryMessageInput!) { releaseInquiryMessage(input: $input) { __typename
      ... on InquiryMessage { id body aside } ... on Problem { message } ... on NotAllowed { reason } ... on NotFound { field } } }`,
    { input: { messageId, idempotencyKey } },
    who?.headers,
  );
  return data?.releaseInquiryMessage ?? { errors: errors!.map(({ extensions }) => extensions.code) };
};

/** What the guest and the supplier write to. */
let [forSupplier, forGuest, forOther] = ['', '', ''];
it('keeps what is not believed for those who judge it, and releases it to the other side by mail, once', async () => {
  await inquire(world, { companyId: owner.companyId, replyTo: GUEST });
  await proveInquiry(world, await proofSentTo(world, GUEST));
  forGuest = (await lastTo(owner.email, 1)).from;
  await write('sales@elsewhere.example', forGuest, 'Twelve euros, says the sales desk.');
  const [, kept] = (await seenBy(owner)).messages;
  expect(kept).toMatchObject({ aside: 'UNEXPECTED_SENDER', viewerCanRelease: true });
  expect((await seenBy(viewer)).messages[1].viewerCanRelease).toBe(false);
  asker = await colleagues.alone(GUEST);
  expect(await release(kept.id, viewer)).toMatchObject({ __typename: 'NotAllowed', reason: 'VIEWER_ONLY' });
  for (const who of [other, asker]) expect(await release(kept.id, who)).toMatchObject({ field: 'messageId' });
  expect(await release(kept.id, null)).toEqual({ errors: ['UNAUTHENTICATED'] });
  expect(await world.mailbox(GUEST)).toHaveLength(1);
  const key = randomUUID();
  const all = await Promise.all(Array.from({ length: 50 }, () => release(kept.id, owner, key)));
  expect(all.every(({ id, aside }) => id === kept.id && aside === null)).toBe(true);
  expect(await release(kept.id)).toMatchObject({ __typename: 'NotAllowed', reason: 'NOT_HELD_BACK' });
  const got = await lastTo(GUEST, 2);
  expect(got.text).toContain('Twelve euros, says the sales desk.');
  expect(JSON.stringify(got)).not.toContain('elsewhere.example');
  forSupplier = got.from;
  expect(await seenBy(owner)).toMatchObject({ state: 'ANSWERED', messages: [{}, { aside: null }] });
  expect(await world.mailbox(GUEST)).toHaveLength(2);
});

it('releases what the buyer wrote from another address, and nothing that a program wrote', async () => {
  await write('private@elsewhere.example', forSupplier, 'This is me, from home.');
  await createTransport({ host: '127.0.0.1', port: world.mailPort, ignoreTLS: true }).sendMail({
    from: GUEST,
    to: forSupplier,
    headers: { 'Auto-Submitted': 'auto-replied' },
    text: 'Away.',
  });
  await until(async () => (await seenBy(owner)).messages.length === 4, WITHIN_MS);
  const [home, away] = (await seenBy(owner)).messages.slice(2);
  expect([home.viewerCanRelease, away.viewerCanRelease]).toEqual([true, false]);
  expect(await release(away.id)).toMatchObject({ reason: 'NOT_HELD_BACK' });
  expect(await release(home.id)).toMatchObject({ body: 'This is me, from home.', aside: null });
  expect((await lastTo(owner.email, 2)).text).toContain('This is me, from home.');
  expect(await seenBy(owner)).toMatchObject({ state: 'NEW' });
});

it('lets nobody who was blocked write into threads of before, on the site or by mail', async () => {
  await inquire(world, { companyId: other.companyId, replyTo: GUEST, message: 'And you?' });
  await proveInquiry(world, await proofSentTo(world, GUEST, 3));
  await lastTo(other.email, 1);
  const inquiryId = (await seenBy(other)).id;
  await turn(world, 'replyToInquiry', { inquiryId, message: 'Ten euros.' }, other.headers);
  forOther = (await lastTo(GUEST, 4)).from;
  const reported = await world.ask(
    'mutation R($input: ReportAbuseInput!) { reportAbuse(input: $input) { ... on AbuseReport { id } } }',
    { input: { inquiryId: (await seenBy(owner)).id, reason: 'FRAUD', idempotencyKey: randomUUID() } },
    owner.headers,
  );
  const decision = { id: reported.data.reportAbuse.id, decision: 'BLOCK_WRITER', reason: 'FRAUD', expectedVersion: 1 };
  const decided = await world.ask(
    'mutation D($input: DecideAbuseReportInput!) { decideAbuseReport(input: $input) { __typename } }',
    { input: { ...decision, idempotencyKey: randomUUID() } },
    await world.sessions.bearer('SUPPORT'),
  );
  expect(decided.data.decideAbuseReport.__typename).toBe('AbuseReport');

  await write(GUEST, forOther, 'Send me your bank account.');
  const { unreadCount, messages, state } = await seenBy(other);
  expect([unreadCount, state]).toEqual([0, 'ANSWERED']);
  expect(messages.at(-1)).toMatchObject({
    body: 'Send me your bank account.',
    aside: 'WRITER_BLOCKED',
    viewerCanRelease: false,
  });
  expect(await release(messages.at(-1).id, other)).toMatchObject({ reason: 'NOT_HELD_BACK' });
  expect(await world.mailbox(other.email)).toHaveLength(1);
  expect(await world.mailbox(GUEST)).toHaveLength(4);

  const own = await world.ask(
    'query O($id: ID!) { inquiry(id: $id) { viewerCanReply } }',
    { id: inquiryId },
    asker.headers,
  );
  expect(own.data.inquiry).toEqual({ viewerCanReply: false });
  const refused = await turn(world, 'replyToInquiry', { inquiryId, message: 'Hello?' }, asker.headers);
  expect(refused).toMatchObject({ __typename: 'NotAllowed', reason: 'BLOCKED' });
  expect((await seenBy(other)).messages).toHaveLength(messages.length);
  // The company may still write to the buyer.
  const answer = { inquiryId, message: 'We do not.' };
  expect(await turn(world, 'replyToInquiry', answer, other.headers)).toMatchObject({ __typename: 'Inquiry' });
});
