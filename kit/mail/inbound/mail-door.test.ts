import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { openMailDoor, type MailDoor, type MailDoorBounds } from './mail-door.ts';
import { MailRefused, type TakenMail } from './taken-mail.ts';

const KNOWN = 'known@relay.example';
let door: MailDoor;
let taken: TakenMail[];
let take: (mail: TakenMail) => Promise<void>;
const open = async (bounds: Partial<MailDoorBounds> = {}): Promise<void> => {
  door = await openMailDoor({
    port: 0,
    name: 'relay.example',
    knows: async (address) => {
      if (address.startsWith('trouble')) throw new Error('no database');
      return address.startsWith('known');
    },
    take: (mail) => take(mail),
    bounds,
  });
};
beforeEach(() => {
  taken = [];
  take = async (mail) => void taken.push(mail);
});
afterEach(() => door?.stop());

/** Says lines to the door one after the other; answers what it said to each. */
async function talk(lines: readonly string[]): Promise<string[]> {
  const socket = connect(door.port, '127.0.0.1');
  const said: string[] = [];
  let heard = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (heard += chunk));
  socket.on('error', () => undefined);
  for (const line of ['', ...lines]) {
    heard = '';
    if (line !== '') socket.write(`${line}\r\n`);
    while (!/^\d{3} .*\r\n$/m.test(heard) && !socket.destroyed) await sleep(2);
    said.push(heard.trim());
  }
  socket.destroy();
  return said.slice(1).map((answer) => answer.slice(answer.lastIndexOf('\n') + 1));
}
const greeting = ['EHLO sender.example', 'MAIL FROM:<a@b.example>'];
const send = (text: string, to: string | string[] = KNOWN) =>
  createTransport({ port: door.port, host: '127.0.0.1', ignoreTLS: true }).sendMail({
    envelope: { from: 'a@b.example', to },
    raw: `From: a@b.example\r\nSubject: x\r\n\r\n${text}\r\n`,
  });
/** From now on storing takes as long as one likes: resolves when it has begun, with what ends it. */
const beginsToStore = () =>
  new Promise<() => void>((resolve) => {
    take = () => new Promise((stored) => resolve(stored));
  });
/** A connection on which nothing that is said is looked at. */
const dial = () =>
  connect(door.port, '127.0.0.1')
    .on('error', () => undefined)
    .resume();
const closed = (socket: Socket) =>
  new Promise<void>((resolve) => (socket.destroyed ? resolve() : socket.once('close', () => resolve())));

it('hands on what comes for a known mailbox, with the envelope, in small letters', async () => {
  await open();
  await send('Hello', 'Known@Relay.example');
  expect(taken).toHaveLength(1);
  expect(taken[0]).toMatchObject({
    envelopeFrom: 'a@b.example',
    recipients: [KNOWN],
    clientAddress: '127.0.0.1',
  });
  expect(taken[0]!.raw.toString()).toContain('\r\n\r\nHello\r\n');
});

it('takes the null sender, from which notices come', async () => {
  await open();
  const said = await talk(['EHLO x', 'MAIL FROM:<>', `RCPT TO:<${KNOWN}>`, 'DATA', 'Subject: x\r\n\r\ngone\r\n.']);
  expect(said.at(-1)).toMatch(/^250 /);
  expect(taken[0]!.envelopeFrom).toBe('');
});

it('answers alike for a mailbox that nobody has and for what is none', async () => {
  await open();
  const said = await talk([
    ...greeting,
    'RCPT TO:<abcdefghijklmnopqrstuvwxyz@relay.example>',
    'RCPT TO:<x@elsewhere.example>',
    "RCPT TO:<o'x!y@relay.example>",
  ]);
  const answers = new Set(said.slice(2));
  expect([...answers]).toEqual(['550 5.1.1 No such mailbox here']);
  expect(taken).toEqual([]);
});

it('asks to come again when it cannot find out, and when nothing could be stored', async () => {
  await open();
  expect((await talk([...greeting, 'RCPT TO:<trouble@relay.example>'])).at(-1)).toMatch(/^451 /);
  take = async () => {
    throw new Error('the database is away: secret');
  };
  await expect(send('Hello')).rejects.toMatchObject({ responseCode: 451 });
  await expect(send('Hello')).rejects.not.toThrow('secret');
  take = async () => {
    throw new MailRefused(554, 'Expected a head');
  };
  await expect(send('Hello')).rejects.toMatchObject({ responseCode: 554 });
});

it('acknowledges nothing before it is stored', async () => {
  await open();
  const begun = beginsToStore();
  let isSaid = false;
  const sent = send('Hello').then(() => (isSaid = true));
  const store = await begun;
  await sleep(100);
  expect(isSaid).toBe(false);
  store();
  await sent;
  expect(isSaid).toBe(true);
});

it('takes at most so many recipients, and ends a connection that guesses', async () => {
  await open({ recipients: 2, strangers: 3 });
  const some = ['known1', 'known2', 'known3'].map((name) => `RCPT TO:<${name}@relay.example>`);
  const said = await talk([...greeting, ...some]);
  expect(said.map((answer) => answer.slice(0, 3)).slice(2)).toEqual(['250', '250', '452']);
  const guesses = Array.from({ length: 4 }, (_, n) => `RCPT TO:<guess${n}@relay.example>`);
  expect((await talk([...greeting, ...guesses])).map((answer) => answer.slice(0, 3)).slice(2)).toEqual([
    '550',
    '550',
    '550',
    '421',
  ]);
});

/** Sends so many bytes as one mail; answers what the door said, and how much memory both ends held at most. */
async function flood(bytes: number): Promise<{ said: string; most: number }> {
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const socket = connect(door.port, '127.0.0.1');
  let heard = '';
  const hears = async (answer: RegExp) => {
    while (!answer.test(heard)) await sleep(2);
    const said = heard;
    heard = '';
    return said;
  };
  socket.setEncoding('latin1').on('data', (chunk: string) => (heard += chunk));
  await hears(/^220 /m);
  for (const line of ['EHLO x', 'MAIL FROM:<a@b.example>', `RCPT TO:<${KNOWN}>`, 'DATA']) {
    socket.write(`${line}\r\n`);
    await hears(/^\d{3} /m);
  }
  const block = Buffer.from(`${'x'.repeat(1_022)}\r\n`.repeat(64));
  for (let sent = 0; sent < bytes; sent += block.length) {
    if (!socket.write(block)) await once(socket, 'drain');
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  socket.write('\r\n.\r\n');
  const said = await hears(/^\d{3} /m);
  socket.destroy();
  return { said, most };
}

it('refuses 20 MB when they were sent, and when they are announced', async () => {
  await open();
  const announced = await talk(['EHLO x', `MAIL FROM:<a@b.example> SIZE=${20 * 1_024 ** 2}`]);
  expect(announced.at(-1)).toMatch(/^552 /);
  expect((await flood(20 * 1_024 ** 2)).said).toMatch(/^552 /);
  expect(taken).toEqual([]);
  await send('after');
  expect(taken).toHaveLength(1);
});

it('holds no more of a mail than it may take, however long it is', async () => {
  await open({ bytes: 1_024 ** 2 });
  const { said, most } = await flood(160 * 1_024 ** 2);
  expect(said).toMatch(/^552 /);
  expect(most).toBeLessThan(100 * 1_024 ** 2);
});

it('asks to come again when too much comes in at once, and takes it afterwards', async () => {
  await open({ bytesAtOnce: 2_000 });
  const begun = beginsToStore();
  const first = send('x'.repeat(1_500));
  const store = await begun;
  await expect(send('y'.repeat(1_500))).rejects.toMatchObject({ responseCode: 452 });
  store();
  await first;
  take = async (mail) => void taken.push(mail);
  await send('y'.repeat(1_500));
  expect(taken).toHaveLength(1);
});

it('ends a connection that sends a byte now and then, and takes only so many of one', async () => {
  await open({ longestMs: 2_000, connectionsOfOne: 2 });
  const slow = dial();
  const drip = setInterval(() => slow.writable && slow.write('N'), 50);
  const second = dial();
  await Promise.all([once(slow, 'connect'), once(second, 'connect')]);
  const third = dial();
  await closed(third);
  expect(slow.destroyed).toBe(false);
  await Promise.all([closed(slow), closed(second)]);
  clearInterval(drip);
  await send('after');
  expect(taken).toHaveLength(1);
});

it('ends a connection on which nothing comes, and takes only so many at once', async () => {
  await open({ idleMs: 500, connections: 1 });
  const silent = dial();
  await once(silent, 'connect');
  expect((await talk(['EHLO x'])).at(-1)).toMatch(/^(421 |$)/);
  await closed(silent);
  await send('after');
  expect(taken).toHaveLength(1);
});

it('survives what is no SMTP, and lines without end', async () => {
  await open();
  for (const garbage of [
    'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
    '\0\xff'.repeat(5_000),
    'A'.repeat(100_000),
    'X\r\n'.repeat(500),
  ]) {
    const socket = connect(door.port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'data');
    socket.on('data', () => undefined);
    socket.write(Buffer.from(garbage, 'latin1'));
    socket.end();
    await closed(socket);
  }
  await send('after');
  expect(taken).toHaveLength(1);
});

it('takes no second mail out of the text of a first one', async () => {
  await open();
  const smuggled =
    'Hello\n.\nMAIL FROM:<evil@b.example>\nRCPT TO:<known@relay.example>\nDATA\nSubject: evil\n\nevil\n.\n';
  await talk([...greeting, `RCPT TO:<${KNOWN}>`, 'DATA', `Subject: x\r\n\r\n${smuggled}\r\n.`]);
  await send('after');
  expect(taken).toHaveLength(2);
  expect(taken[0]!.envelopeFrom).toBe('a@b.example');
});

it('offers no STARTTLS without a certificate, and passwords never', async () => {
  await open();
  const said = (await talk(['EHLO x', 'STARTTLS', 'AUTH PLAIN AAAA'])).slice(1);
  expect(said.map((answer) => answer.slice(0, 3))).toEqual(['500', '500']);
});
