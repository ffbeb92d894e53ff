import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { CaughtMail } from '../../kit/mail/mail-catcher.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { inquire, proofSentTo, proveInquiry, turn } from '../kit/inquiring.ts';
import { insistent } from '../kit/insisting.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

const GUEST = 'ayse.gizli@buyer.example';
const PDF = Buffer.from('%PDF-1.7\n%%EOF');
let world: World;
let colleagues: Colleagues;
let owner: Colleague;
let editor: Colleague;
beforeAll(async () => {
  world = insistent(await startWorld({ companies: 1, products: 0 }));
  colleagues = await colleaguesIn(world);
  owner = await colleagues.owner('Anka Vana Sanayi');
  editor = await colleagues.member(owner, 'EDITOR');
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const stored = (name: string) => colleagues.connections[0].db!.collection(name);
const handled = () => until(async () => (await stored('inboundMails').countDocuments({ handledAt: null })) === 0);
let sent = 0;
/** A mail as an ordinary mail program sends it. */
const write = async (from: string, to: string, own: Record<string, unknown> = {}) => {
  await createTransport({ host: '127.0.0.1', port: world.mailPort, ignoreTLS: true }).sendMail({
    from,
    to,
    envelope: { from, to },
    messageId: `<own-${sent++}@${from.split('@')[1]}>`,
    subject: 'Re: valves',
    ...own,
  });
  await handled();
};
const mailsTo = (address: string, count: number): Promise<readonly CaughtMail[]> =>
  until(async () => (await world.mailbox(address)).length >= count, 20_000).then(() => world.mailbox(address));
const lastTo = async (address: string, count: number) => (await mailsTo(address, count)).at(-1)!;
const seenBy = async (who: Colleague) => {
  const { data } = await world.ask(
    `{ viewer { company { inquiries(first: 5) { edges { node { id state disclosure unreadCount replyAddress viewerCanReply
      buyerUnreachableSince messages(first: 50) { edges { node { id from body via aside isViewers
      attachments { filename contentType url } } } } } } } } } }`,
    {},
    who.headers,
  );
  const [{ node }] = data.viewer.company.inquiries.edges;
  return { ...node, messages: node.messages.edges.map((edge: { node: object }) => edge.node) };
};
const disclose = async (disclosure: string, input: object, headers: Record<string, string> = {}) => {
  const { data } = await world.ask(
    `mutation D($input: ChangeInquiryDisclosureInput!) { changeInquiryDisclosure(input: $input) { __typename
      ... on InquiryDisclosureChanged { disclosure wasRevealed company { id } } ... on Problem { message } ... on NotAllowed { reason } } }`,
    { input: { disclosure, idempotencyKey: randomUUID(), ...input } },
    headers,
  );
  return data.changeInquiryDisclosure;
};
const bounceOf = (recipient: string): string =>
  [
    'From: MAILER-DAEMON@mx.buyer.example',
    `Message-ID: <b${sent++}@mx.buyer.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.1.1',
    '--b--',
  ].join('\r\n');
const bounce = (to: string, recipient: string) =>
  write('x@buyer.example', to, { envelope: { from: '', to }, raw: bounceOf(recipient) });

/** What the supplier writes to; what the guest writes to. */
let [forGuest, forSupplier, backFromGuest, token] = ['', '', '', ''];
let guestMails = 1;
let supplierMails = 0;

it('tells the company from an address that stands for the guest, whose own is nowhere in it', async () => {
  await inquire(world, { companyId: owner.companyId, replyTo: GUEST, name: 'Ayşe', country: 'DE' });
  await proveInquiry(world, await proofSentTo(world, GUEST));
  const told = await lastTo(owner.email, ++supplierMails);
  expect(await mailsTo(editor.email, 1)).toHaveLength(1);
  expect(told).toMatchObject({ fromName: 'Ayşe via Trade Directory', autoSubmitted: '', references: [] });
  expect(told.from).toMatch(/^[a-z2-7]{26}@relay\.localhost$/);
  expect([told.replyTo, told.returnPath]).toEqual([
    told.from,
    expect.stringMatching(/^b[a-z2-7]{36}@relay\.localhost$/),
  ]);
  expect(JSON.stringify(told)).not.toMatch(/gizli|buyer\.example/i);
  forGuest = told.from;
});

it('a member answers by mail: the guest gets what was written and its file, and nothing else of the mail', async () => {
  const [told] = await mailsTo(editor.email, 1);
  await write(editor.email, forGuest, {
    inReplyTo: told!.messageId,
    references: [told!.messageId],
    headers: { 'X-Originating-IP': '[192.0.2.77]', Organization: 'Anka GmbH' },
    html: `<p>12 EUR each. Call ${editor.email}.</p><img src="https://track.example/p.gif?u=1" width="1" height="1">
      <p>-- <br>Lin, +90 555 000</p><blockquote>Ayşe wrote: How much are 200 valves?</blockquote>`,
    attachments: [
      { filename: 'list.pdf', content: PDF },
      { filename: 'tool.exe', content: 'MZ' },
    ],
  });
  const got = await lastTo(GUEST, ++guestMails);
  expect(got.text).toContain('12 EUR each. Call [@…].');
  expect(got.attachments).toEqual(['list.pdf']);
  expect(got.fromName).toBe('Anka Vana Sanayi via Trade Directory');
  expect([got.replyTo, got.inReplyTo]).toEqual([got.from, told!.messageId]);
  expect(got.from).not.toBe(forGuest);
  expect(JSON.stringify(got)).not.toMatch(/member\.example|192\.0\.2\.77|track\.example|GmbH|\+90 555/);
  [forSupplier, backFromGuest] = [got.from, got.returnPath];
  token = /inquiry-disclosure#token=([\w-]+)/.exec(got.text)![1]!;
  const seen = await seenBy(editor);
  expect(seen).toMatchObject({
    state: 'ANSWERED',
    unreadCount: 0,
    disclosure: 'MASKED',
    replyAddress: 'a…@b….example',
  });
  expect(seen.messages[1]).toMatchObject({ from: 'SUPPLIER', via: 'MAIL', isViewers: true, aside: null });
});

it('a file of a message is read by those who take part alone, at an address of their own', async () => {
  const [file] = (await seenBy(owner)).messages[1].attachments;
  expect(file).toMatchObject({ filename: 'list.pdf', contentType: 'application/pdf' });
  const answer = await fetch(world.address + file.url);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(PDF);
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect((await fetch(world.address + file.url.replace('-0?', '-1?'))).status).toBe(404);
  expect((await fetch(world.address + file.url.split('?')[0])).status).toBe(404);
  const [chunk] = await stored('inquiryFiles.chunks').find().toArray();
  expect(Buffer.from(chunk!['data'].buffer).includes(PDF)).toBe(false);
});

it('the guest answers by mail, once however often it comes, and it stands in the thread of the company', async () => {
  const answered = { messageId: '<one@buyer.example>', inReplyTo: '<unknown@elsewhere.example>' };
  await write(GUEST, forSupplier, { ...answered, text: `We take 300. Mine is ${GUEST}.` });
  await write(GUEST, forSupplier, { ...answered, text: 'We take 300.' });
  const told = await lastTo(owner.email, ++supplierMails);
  expect(told.text).toContain('We take 300. Mine is [@…].');
  expect(told.inReplyTo).toBe('<own-0@member.example>');
  expect(told.references[0]).toBe((await world.mailbox(owner.email))[0]!.messageId);
  expect(JSON.stringify(told)).not.toMatch(/gizli|buyer\.example/i);
  expect(await seenBy(owner)).toMatchObject({ state: 'NEW', unreadCount: 1, messages: { length: 3 } });
  expect(await world.mailbox(owner.email)).toHaveLength(supplierMails);
});

it('keeps aside what a program answered and what another wrote, tells nobody by mail, and drops what came back', async () => {
  await write(owner.email, forGuest, { headers: { 'Auto-Submitted': 'auto-replied' }, text: 'Away until Monday.' });
  await write('evil@elsewhere.example', forGuest, { text: 'New bank account' });
  await write(owner.email, forGuest, { headers: { 'X-Relay-Hops': '1' }, text: 'Again and again' });
  await bounce(forSupplier, GUEST);
  const seen = await seenBy(owner);
  expect(seen).toMatchObject({ state: 'NEW', buyerUnreachableSince: null });
  expect(seen.messages.slice(3)).toMatchObject([
    { from: 'SUPPLIER', body: 'Away until Monday.', aside: 'AUTOMATIC' },
    { body: 'New bank account', aside: 'UNEXPECTED_SENDER', isViewers: false },
  ]);
  expect(await world.mailbox(GUEST)).toHaveLength(guestMails);
  expect(await world.mailbox(owner.email)).toHaveLength(supplierMails);
});

it('shows a buyer with an account nothing of what is not believed', async () => {
  const buyer = await colleagues.alone(GUEST);
  const { data } = await world.ask(
    '{ viewer { inquiries(first: 5) { edges { node { messages(first: 50) { edges { node { aside } } } } } } } }',
    {},
    buyer.headers,
  );
  const [{ node }] = data.viewer.inquiries.edges;
  expect(node.messages.edges.map((edge: { node: { aside: string } }) => edge.node.aside)).toEqual([
    null,
    null,
    null,
    'AUTOMATIC',
  ]);
  const found = await world.ask(
    '{ bank: viewer { inquiries(first: 5, where: { text: "bank account" }) { edges { cursor } } } away: viewer { inquiries(first: 5, where: { text: "monday" }) { edges { cursor } } } }',
    {},
    buyer.headers,
  );
  expect([found.data.bank.inquiries.edges.length, found.data.away.inquiries.edges.length]).toEqual([0, 1]);
  const id = (await seenBy(owner)).messages[4].id;
  const one = await world.ask('query M($id: ID!) { inquiryMessage(id: $id) { body } }', { id }, buyer.headers);
  expect(one.data.inquiryMessage).toBeNull();
});

it('stops mails to an address that takes none, tells the company, and goes on when the buyer writes', async () => {
  await bounce(backFromGuest, GUEST);
  expect(await lastTo(owner.email, ++supplierMails)).toMatchObject({ subject: 'Your answer did not reach Ayşe' });
  const { id: inquiryId, buyerUnreachableSince } = await seenBy(owner);
  expect(buyerUnreachableSince).not.toBeNull();
  await turn(world, 'replyToInquiry', { inquiryId, message: 'Are you there?' }, owner.headers);
  await write(GUEST, forSupplier, { text: 'I am.' });
  expect((await lastTo(owner.email, ++supplierMails)).text).toContain('I am.');
  expect(await seenBy(owner)).toMatchObject({ buyerUnreachableSince: null });
  await turn(world, 'replyToInquiry', { inquiryId, message: 'Good.' }, owner.headers);
  expect((await lastTo(GUEST, ++guestMails)).text).toContain('Good.');
  expect(JSON.stringify(await world.mailbox(GUEST))).not.toContain('Are you there?');
});

it('believes no mail of who may not answer, and shows no file to who left the company', async () => {
  const { url } = (await seenBy(editor)).messages[1].attachments[0];
  expect((await fetch(world.address + url)).status).toBe(200);
  const viewer = await colleagues.member(owner, 'VIEWER');
  await world.ask(
    'mutation R($input: RemoveMemberInput!) { removeMember(input: $input) { __typename } }',
    { input: { memberId: editor.memberId, idempotencyKey: randomUUID() } },
    owner.headers,
  );
  expect((await fetch(world.address + url)).status).toBe(404);
  for (const { email } of [editor, viewer]) await write(email, forGuest, { text: 'I may not.' });
  const aside = { body: 'I may not.', aside: 'UNEXPECTED_SENDER' };
  expect((await seenBy(owner)).messages.slice(-2)).toMatchObject([aside, aside]);
  expect(await world.mailbox(GUEST)).toHaveLength(guestMails);
});

it('the guest shows the address by the link of a mail, then ends the contact: nothing reaches it any more', async () => {
  expect(await disclose('REVEALED', { token: `${token.slice(0, -2)}xx` })).toMatchObject({
    __typename: 'TokenNotUsable',
  });
  expect(await disclose('REVEALED', { token: 'x' })).toMatchObject({ __typename: 'InvalidInput' });
  const { id: inquiryId } = await seenBy(owner);
  expect(await disclose('REVEALED', { inquiryId }, owner.headers)).toMatchObject({ reason: 'SUPPLIER' });
  const company = { id: owner.companyId };
  const revealed = { __typename: 'InquiryDisclosureChanged', disclosure: 'REVEALED', wasRevealed: true, company };
  expect(await disclose('REVEALED', { token })).toEqual(revealed);
  expect(await seenBy(owner)).toMatchObject({ disclosure: 'REVEALED', replyAddress: GUEST });
  await write(GUEST, forSupplier, { text: `Write to ${GUEST}.` });
  expect((await lastTo(owner.email, ++supplierMails)).text).toContain(`Write to ${GUEST}.`);
  expect(await disclose('REVOKED', { token })).toEqual({ ...revealed, disclosure: 'REVOKED' });
  for (const [from, to] of [
    [owner.email, forGuest],
    [GUEST, forSupplier],
  ] as const)
    await expect(write(from, to, { text: 'Hello?' })).rejects.toMatchObject({ responseCode: 550 });
  const ended = { disclosure: 'REVOKED', viewerCanReply: false, replyAddress: 'a…@b….example' };
  expect(await seenBy(owner)).toMatchObject(ended);
  const reply = await turn(world, 'replyToInquiry', { inquiryId, message: 'Hello?' }, owner.headers);
  expect(reply).toMatchObject({ __typename: 'NotAllowed', reason: 'REVOKED' });
  expect(await world.mailbox(GUEST)).toHaveLength(guestMails);
});
