import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createTransport } from 'nodemailer';
import { selfSigned } from '../../../test/kit/certificate.ts';
import { until } from '../../../test/kit/world.ts';
import { openMailDoor, type MailDoor, type MailDoorBounds } from './mail-door.ts';
import type { TakenMail } from './taken-mail.ts';

const NAME = 'relay.example';
const KNOWN = `known@${NAME}`;
const tls = selfSigned(NAME);
let door: MailDoor;
const taken: TakenMail[] = [];
const open = async (bounds: Partial<MailDoorBounds> = {}, own = tls): Promise<void> => {
  const knows = async (address: string) => address === KNOWN;
  const take = async (mail: TakenMail) => void taken.push(mail);
  door = await openMailDoor({ port: 0, name: NAME, knows, take, tls: own, bounds });
};
beforeEach(() => taken.splice(0));
afterEach(() => door?.stop());

const send = (own: object, text = 'Hello') =>
  createTransport({ host: '127.0.0.1', port: door.port, ...own }).sendMail({
    envelope: { from: 'a@b.example', to: KNOWN },
    raw: `From: a@b.example\r\nSubject: x\r\n\r\n${text}\r\n`,
  });
const trusting = { requireTLS: true, tls: { ca: tls.cert, servername: NAME } };

/** Says something, and answers the last line that the door says to it. */
async function say(socket: Socket, text: string): Promise<string> {
  let heard = '';
  const hear = (chunk: Buffer) => (heard += chunk.toString('latin1'));
  socket.on('data', hear);
  if (text !== '') socket.write(text);
  await until(() => /^\d{3} .*\r\n$/m.test(heard) || socket.destroyed);
  socket.off('data', hear);
  return heard.trim().split('\r\n').at(-1)!;
}
/** A connection that has said as much in the clear. */
async function dialled(...lines: string[]): Promise<Socket> {
  const socket = connect(door.port, '127.0.0.1').on('error', () => undefined);
  for (const line of ['', ...lines]) await say(socket, line && `${line}\r\n`);
  return socket;
}
async function upgraded(socket: Socket): Promise<Socket> {
  const secure = connectTls({ socket, ca: tls.cert, servername: NAME });
  await once(secure, 'secureConnect');
  return secure;
}

it('takes mail over STARTTLS from who checks the certificate, and in the clear from who cannot', async () => {
  await open();
  await send(trusting);
  await send({ ignoreTLS: true });
  expect(taken.map(({ recipients }) => recipients)).toEqual([[KNOWN], [KNOWN]]);
  await expect(send({ requireTLS: true, tls: { servername: NAME } })).rejects.toThrow('self-signed');
  await expect(send({ requireTLS: true, tls: { ca: tls.cert, servername: 'other.example' } })).rejects.toThrow('match');
  expect(taken).toHaveLength(2);
});

it('has the same bounds within', async () => {
  await open({ bytes: 10_000 });
  await expect(send(trusting, 'x'.repeat(20_000))).rejects.toMatchObject({ responseCode: 552 });
  const secure = await upgraded(await dialled('EHLO x', 'STARTTLS'));
  await say(secure, 'EHLO x\r\n');
  await say(secure, 'MAIL FROM:<a@b.example>\r\n');
  expect(await say(secure, `RCPT TO:<stranger@${NAME}>\r\n`)).toBe('550 5.1.1 No such mailbox here');
  expect(await say(secure, 'AUTH PLAIN AAAA\r\n')).toMatch(/^500 /);
  secure.destroy();
});

it('forgets what was said in the clear, before the handshake and behind it', async () => {
  await open();
  const socket = await dialled('EHLO x', 'MAIL FROM:<evil@b.example>');
  expect(await say(socket, `STARTTLS\r\nRCPT TO:<${KNOWN}>\r\n`)).toMatch(/^220 /);
  const secure = await upgraded(socket);
  expect(await say(secure, `RCPT TO:<${KNOWN}>\r\n`)).toMatch(/^503 /);
  await say(secure, 'EHLO x\r\n');
  expect(await say(secure, `RCPT TO:<${KNOWN}>\r\n`)).toMatch(/^503 /);
  secure.destroy();
});

it('survives a handshake that is none, and ends one that never comes', async () => {
  await open({ longestMs: 3_000 });
  const garbage = await dialled('EHLO x', 'STARTTLS');
  garbage.write('\u0016\u0003GET / HTTP/1.1\r\n\r\n');
  const silent = await dialled('EHLO x', 'STARTTLS');
  await until(() => garbage.destroyed && silent.destroyed);
  await send(trusting);
  expect(taken).toHaveLength(1);
});

it('does not open with a certificate of another key', async () => {
  const mismatched = { key: selfSigned(NAME).key, cert: tls.cert };
  await expect(open({}, mismatched)).rejects.toThrow(/key values mismatch/i);
});
