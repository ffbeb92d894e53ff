import 'reflect-metadata';
import type { ClientSession } from 'mongoose';
import { createTransport } from 'nodemailer';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import type { MailDoor } from '../../../kit/mail/inbound/mail-door.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { until } from '../../../test/kit/world.ts';
import { inboundMailRecord } from './inbound-mail.record.ts';
import { relayAddressRecord, type RelayAddress } from './relay-address.record.ts';
import { relayServices } from './relay-services.ts';
import type { Expected, Receiver, RelayedMessage, ReturnedMail, SuspectedMail } from './receiver.ts';

const BUYER = 'buyer@gmail.example';
const SELLER = 'sales@maker.example';
/** What went out from the address that stands for the buyer. */
const SENT = '<0a0a0a0a0a0a0a0a0a0a0a0a@relay.example>';
const COMPANY = { companyId: 'c'.repeat(24) };
let servers: LocalServers;
let keys: TestKeys;
let connection: ReturnType<typeof connect>[number];
let services: ReturnType<typeof relayServices>;
let door: MailDoor;
let pair: { buyerRef: string; companyId: string };
/** Stands for the buyer: the seller writes to it. */
let forBuyer: RelayAddress;
const got: {
  received: RelayedMessage[];
  automatic: RelayedMessage[];
  returned: ReturnedMail[];
  suspected: SuspectedMail[];
} = {
  received: [],
  automatic: [],
  returned: [],
  suspected: [],
};
const logged: string[] = [];
let expected: Expected | null;
let failing = 0;
let isWithin = true;
const receiver: Receiver = {
  expected: async () => expected,
  sent: async ({ _id }, messageId) => _id === forBuyer._id && messageId === SENT,
  receive: async (message) => {
    if (failing-- > 0) throw new Error('the database is away');
    got.received.push(message);
  },
  automatic: async (message) => void got.automatic.push(message),
  bounced: async (mail) => void got.returned.push(mail),
  suspected: async (mail) => void got.suspected.push(mail),
};

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['member']);
  await connection.asPromise();
  await ensureCollections(connection, [relayAddressRecord, inboundMailRecord]);
  services = relayServices({
    connection,
    keyring: keys.keyring,
    relay: { domain: 'relay.example', host: '127.0.0.1', port: 0, tls: null, resolver: null },
    from: 'Trade Directory <directory@directory.example>',
    receiver,
    allowances: { take: async () => isWithin },
    log: createLog('test', (line) => void logged.push(line)),
  });
  services.inboundMails.start();
  door = (await services.openMailDoor())!;
}, 60_000);
afterAll(async () => {
  await door?.stop();
  await services?.inboundMails.stop();
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});
const inTransaction = async <T>(work: (session: ClientSession) => Promise<T>): Promise<T> => {
  let made: T | undefined;
  await connection.transaction(async (session: ClientSession) => void (made = await work(session)));
  return made as T;
};
const issue = (side: 'BUYER' | 'SUPPLIER', of = pair) =>
  inTransaction((session) => services.relayAddresses.issue(of, side, session, new Date()));
beforeEach(async () => {
  for (const list of Object.values(got)) list.splice(0);
  failing = 0;
  expected = { senders: [SELLER], masking: [BUYER] };
  pair = { buyerRef: newSubjectRef(), ...COMPANY };
  forBuyer = await issue('BUYER');
});

const handled = () =>
  until(async () => (await connection.collection('inboundMails').countDocuments({ handledAt: null })) === 0);
let sent = 0;
const send = async (own: Record<string, unknown> = {}, from: string = SELLER, to?: string) => {
  await createTransport({ port: door.port, host: '127.0.0.1', ignoreTLS: true }).sendMail({
    from,
    envelope: { from, to: to ?? services.relayAddresses.addressOf(forBuyer) },
    messageId: `<${sent++}@maker.example>`,
    subject: 'Re: Bolts',
    text: 'Yes, 0.12 EUR.',
    ...own,
  });
  await handled();
};

it('hands on what is expected, cleaned and threaded, with its files', async () => {
  await send({
    text: `Yes. Write to ${BUYER} or ${SELLER}.\n\nOn Tue, 24 Nov 2026, Buyer <x@relay.example> wrote:\n> M8?`,
    inReplyTo: '<1@relay.example>',
    references: ['<0@relay.example>', '<1@relay.example>'],
    attachments: [
      { filename: '../list.pdf', content: '%PDF-1.7\n%%EOF' },
      { filename: 'tool.exe', content: 'MZ' },
    ],
  });
  expect(got.received).toHaveLength(1);
  const [message] = got.received;
  expect(message).toMatchObject({
    subject: 'Re: Bolts',
    text: 'Yes. Write to [@…] or [@…].',
    inReplyTo: '<1@relay.example>',
    references: ['<0@relay.example>', '<1@relay.example>'],
    isCut: false,
    maybeAutomatic: false,
  });
  expect(message!.relay._id).toBe(forBuyer._id);
  expect(message!.files.kept.map(({ filename }) => filename)).toEqual(['list.pdf']);
  expect(message!.files.refused).toEqual([{ filename: 'tool.exe', code: 'EXECUTABLE' }]);
});

it('takes a mail that is nearly as long as any may be, with its files', async () => {
  const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3.5 * 1_024 ** 2, 32), Buffer.from('%%EOF')]);
  await send({ attachments: ['a.pdf', 'b.pdf'].map((filename) => ({ filename, content: pdf })) });
  expect(got.received[0]!.files.kept.map(({ content }) => content.equals(pdf))).toEqual([true, true]);
});

it('says that the end of a long one is missing', async () => {
  await send({ text: 'word '.repeat(12_000) });
  expect(got.received[0]).toMatchObject({ isCut: true, text: expect.stringMatching(/^(word ){9999}word$/) });
});

it('stores nothing of a mail in the clear, and nothing at all once it is handled', async () => {
  expected = null;
  await send({ text: 'a secret price' });
  const [stored] = await connection.collection('inboundMails').find({ relayAddressId: forBuyer._id }).toArray();
  expect(stored).toMatchObject({ raw: null });
  expect(JSON.stringify(stored)).not.toMatch(/maker\.example|secret/);
  const address = await connection.collection('relayAddresses').findOne({ _id: forBuyer._id as never });
  expect(JSON.stringify(address)).not.toContain(forBuyer.localPart);
  expect(logged.join('')).not.toMatch(/maker\.example|secret|relay\.example/);
});

it('counts a mail once that comes twice, also at the same moment, and one that is tried again', async () => {
  failing = 1;
  const messageId = '<same@maker.example>';
  await Promise.all([send({ messageId }), send({ messageId }), send({ messageId })]);
  await send({ messageId });
  expect(got.received).toHaveLength(1);
  const other = await issue('BUYER', { buyerRef: newSubjectRef(), ...COMPANY });
  await send({ messageId }, SELLER, services.relayAddresses.addressOf(other));
  expect(got.received).toHaveLength(2);
  expect(new Set(got.received.map(({ id }) => id)).size).toBe(2);
});

it('has stored a mail before it says so: what was acknowledged is handled by whoever comes after a crash', async () => {
  await services.inboundMails.stop();
  const raw = Buffer.from(`From: ${SELLER}\r\nMessage-ID: <crash@maker.example>\r\nSubject: x\r\n\r\nkept`);
  const recipients = [services.relayAddresses.addressOf(forBuyer)];
  await services.inboundMails.take({ raw, envelopeFrom: SELLER, recipients, clientAddress: '::1', clientName: 'x' });
  expect(got.received).toEqual([]);
  const parts = { connection, keyring: await keys.another(), from: 'a@directory.example', receiver };
  const relay = { domain: 'relay.example', host: '127.0.0.1', port: 0, tls: null, resolver: null };
  services = relayServices({ ...parts, relay, log: createLog('test', () => undefined) });
  services.inboundMails.start();
  await handled();
  expect(got.received.map(({ text }) => text)).toEqual(['kept']);
  // The door of before leads to the one that has stopped: it still stores.
  await send({ text: 'after' });
  expect(got.received.map(({ text }) => text)).toEqual(['kept', 'after']);
});

it('lets a forged reply wait for people, with what it says', async () => {
  await send({ text: 'New bank account' }, 'sales@makers.example');
  await send({ from: SELLER }, 'evil@evil.example');
  expect(got.received).toEqual([]);
  expect(got.suspected.map(({ doubt, isRefused }) => [doubt, isRefused])).toEqual([
    ['UNEXPECTED_SENDER', false],
    ['ENVELOPE_OF_ANOTHER', false],
  ]);
  expect(got.suspected[0]!.message!.text).toBe('New bank account');
});

it('hands on the answer of a program as such, of nobody else, and nothing that came back to us', async () => {
  await send({ headers: { 'Auto-Submitted': 'auto-replied' } });
  await send({ headers: { 'Auto-Submitted': 'auto-replied' } }, 'sales@makers.example');
  await send({ headers: { 'X-Relay-Hops': '1' } });
  await send({}, 'x@relay.example');
  await send({}, 'directory@directory.example');
  expect(got.automatic.map(({ text, sender }) => [text, sender])).toEqual([['Yes, 0.12 EUR.', SELLER]]);
  expect(got).toMatchObject({ received: [], returned: [], suspected: [] });
});

it('believes that a mail failed at its return path, and where the mail was from if it is named', async () => {
  const bounce = (of: string) => ({
    raw: [
      'From: MAILER-DAEMON@mx.gmail.example',
      `Message-ID: <b${sent}@mx.gmail.example>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx',
      '',
      `Final-Recipient: rfc822; ${BUYER}`,
      'Action: failed',
      'Status: 5.1.1',
      '--b',
      'Content-Type: message/rfc822',
      '',
      `Message-ID: ${of}`,
      '',
      '--b--',
    ].join('\r\n'),
  });
  const back = async (of: string, to: string) => send({ ...bounce(of), envelope: { from: '', to } });
  const [from, to] = [
    services.relayAddresses.addressOf(forBuyer),
    await services.relayAddresses.returnPathOf(forBuyer),
  ];
  await back('<0b0b0b0b0b0b0b0b0b0b0b0b@relay.example>', from);
  await back('<of-another@mx.gmail.example>', from);
  expect(got.returned).toEqual([]);
  await back(SENT, from);
  await back('<of-another@mx.gmail.example>', to);
  const failure = { recipient: BUYER, isPermanent: true, status: '5.1.1' };
  const believed = { cause: 'BOUNCE', relay: { _id: forBuyer._id }, failure };
  expect(got.returned).toMatchObject([believed, believed]);
  await send({ text: 'I am a person' }, SELLER, to);
  expect(got.received).toEqual([]);
});

it('takes nothing at an address that was revoked, that nobody has, or that looks like a return path', async () => {
  const [address, back] = [
    services.relayAddresses.addressOf(forBuyer),
    await services.relayAddresses.returnPathOf(forBuyer),
  ];
  await inTransaction((session) => services.relayAddresses.revoke(pair, session, new Date()));
  const wrong = [
    address,
    'abcdefghijklmnopqrstuvwxyz@relay.example',
    back.replace(/.@/, (end) => (end === 'a@' ? 'q@' : 'a@')),
    'x@y.example',
  ];
  for (const to of wrong) {
    await expect(send({}, SELLER, to)).rejects.toMatchObject({
      responseCode: 550,
      response: expect.stringMatching(/No such mailbox here$/),
    });
  }
  const anew = await issue('BUYER');
  expect(anew._id).not.toBe(forBuyer._id);
  await send({}, SELLER, services.relayAddresses.addressOf(anew));
  expect(got.received).toHaveLength(1);
});

it('lets people know of a mail that cannot be read, and refuses one whose head has no end', async () => {
  const parts = Array.from(
    { length: 1_000 },
    (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
  );
  const raw = `From: ${SELLER}\r\nMessage-ID: <deep@maker.example>\r\nMIME-Version: 1.0\r\n${parts.join('')}\r\ndeep`;
  await send({ raw });
  expect(got.suspected.map(({ doubt, message }) => [doubt, message])).toEqual([['UNREADABLE', null]]);
  const endless = `From: ${SELLER}\r\n${`X-Long: ${'a'.repeat(900)}\r\n`.repeat(1_200)}\r\nHello`;
  await expect(send({ raw: endless })).rejects.toMatchObject({ responseCode: 554 });
});

it('asks whoever writes to one mailbox too often to come again, and stores nothing of it', async () => {
  isWithin = false;
  await expect(send()).rejects.toMatchObject({ responseCode: 451 });
  expect(await connection.collection('inboundMails').countDocuments({ relayAddressId: forBuyer._id })).toBe(0);
  isWithin = true;
  await send();
  expect(got.received).toHaveLength(1);
});
