import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createSessionSigner } from '../session/session-token.ts';
import { createTicketSigner, createTicketVerifier, type UploadTicket } from './upload-ticket.ts';

const pair = () => {
  const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { privateKey, publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString() };
};
const [own, foreign] = [pair(), pair()];
const now = new Date('2026-11-24T10:00:00Z');
const later = (ms: number) => () => new Date(now.getTime() + ms);
const ticket: UploadTicket = {
  uploadId: 'a'.repeat(24),
  to: 'somewhere',
  kind: 'PAPER',
  accountId: 'b'.repeat(24),
  sessionId: 'c'.repeat(24),
  subjectRef: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  companyId: 'd'.repeat(24),
  byteSize: 7,
  contentType: 'application/pdf',
  name: 'sealed',
};

it('says what it was signed for, for a quarter of an hour', async () => {
  const { signed, expiresAt } = await createTicketSigner(own.privateKey)(ticket, now);
  expect(expiresAt).toEqual(later(900_000)());
  const at = async (ms: number) => (await createTicketVerifier([own.publicKey], later(ms)))(signed);
  expect(await at(0)).toEqual(ticket);
  expect(await at(899_000)).toEqual(ticket);
  await expect(at(906_000)).rejects.toThrow('timestamp check failed');
});

it('is signed by one of the keys, unchanged, and is no session; a session is no ticket', async () => {
  const verify = await createTicketVerifier([own.publicKey], () => now);
  const { signed } = await createTicketSigner(own.privateKey)(ticket, now);
  const [head, body, signature] = signed.split('.') as [string, string, string];
  const larger = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), byteSize: 8 };
  await expect(
    verify([head, Buffer.from(JSON.stringify(larger)).toString('base64url'), signature].join('.')),
  ).rejects.toThrow('signature verification failed');
  await expect(verify((await createTicketSigner(foreign.privateKey)(ticket, now)).signed)).rejects.toThrow('not known');
  const { accountId, sessionId } = ticket;
  const session = await createSessionSigner(own.privateKey)({ accountId, sessionId, roles: [], seconds: 600 });
  await expect((await createTicketVerifier([own.publicKey]))(session)).rejects.toThrow('typ');
});
