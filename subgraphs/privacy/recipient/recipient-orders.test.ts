import { createPublicKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { compactVerify } from 'jose';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { createLog } from '../../../kit/log/log.ts';
import { startMailCatcher, type MailCatcher } from '../../../kit/mail/mail-catcher.ts';
import { MailSender } from '../../../kit/mail/outgoing/mail-sender.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { disclosing } from '../../../schema/events/disclosing.ts';
import { disclosureRecord } from '../../../schema/events/disclosure.record.ts';
import { rightsDatabase, type RightsDatabase } from '../../../test/kit/rights-database.ts';
import { until } from '../../../test/kit/world.ts';
import { Mails } from '../mail/mails.ts';
import { ORDER_TYPE } from './deletion-order.ts';
import { erasureOrderRecord } from './erasure-order.record.ts';
import { OverdueOrders } from './overdue-orders.ts';
import { RecipientAnswers } from './recipient-answers.ts';
import { RecipientOrders } from './recipient-orders.ts';
import { RecipientAnswer } from './recipient.enum.ts';

const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const officer = {
  kind: 'account' as const,
  accountId: randomBytes(12).toString('hex'),
  sessionId: randomBytes(12).toString('hex'),
  roles: ['PRIVACY_OFFICER'] as const,
};

let database: RightsDatabase;
let catcher: MailCatcher;
let mails: Mails;
let orders: RecipientOrders;
let answers: RecipientAnswers;
beforeAll(async () => {
  database = await rightsDatabase();
  catcher = await startMailCatcher({ port: 0 });
  const { connection, events, keys } = database;
  await ensureCollections(connection, [erasureOrderRecord]);
  await ensureCollections(events, [disclosureRecord]);
  const disclose = disclosing(events);
  const publicUrl = 'https://directory.example';
  mails = new Mails({
    connection,
    keyring: keys.keyring,
    sender: new MailSender({ smtp: catcher.url, from: 'directory@directory.example' }),
    publicUrl,
    disclose: (sent) => disclose('MAIL_PROVIDER', sent),
    log: createLog('test', () => undefined),
  });
  mails.start();
  const now = () => new Date();
  const signing = { certificateKey: key, publicUrl, controller: 'Example Directory' };
  const contacts = { MAIL_PROVIDER: 'dpo@mail.example' };
  const officers = { email: 'privacy@directory.example' };
  orders = new RecipientOrders({ connection, events, mails, contacts, officers, ...signing, now });
  answers = new RecipientAnswers({ connection, events, idempotency: new Idempotency(connection, keys.keyring), now });
});
afterAll(async () => {
  await mails?.stop();
  await catcher?.stop();
  await database?.close();
});

const anErasure = () => randomBytes(12).toString('hex');
const disclosuresOf = (subjectRef: string) =>
  database.events.collection('disclosures').find({ subjectRef }).sort({ kind: 1 }).toArray();
const storedOrders = (erasureId: string) =>
  database.connection.collection('erasureOrders').find({ erasureId }).sort({ recipient: 1 }).toArray();
/** Somebody to whom two mails went, and a message to a device. */
async function toldPerson(): Promise<{ subjectRef: string; to: string }> {
  const [subjectRef, to] = [newSubjectRef(), `${randomBytes(6).toString('hex')}@reader.example`];
  const mail = { to, subjectRef, locale: 'EN', template: 'accountKept', facts: {} } as const;
  for (let sent = 1; sent <= 2; sent++) {
    await database.connection.transaction((session) => mails.post(mail as never, session));
    await until(() => catcher.mails().filter((one) => one.to === to).length === sent, 30_000);
  }
  await disclosing(database.events)('FCM', { subjectRef, kind: 'alert', mailId: null });
  return { subjectRef, to };
}

it('writes down each mail before it is handed over, counted for a day, and hands over none that cannot be written down', async () => {
  const { subjectRef, to } = await toldPerson();
  const [mail, push] = await disclosuresOf(subjectRef);
  expect(mail).toMatchObject({ recipient: 'MAIL_PROVIDER', kind: 'accountKept', copies: 2 });
  const sent = catcher.mails().filter((one) => one.to === to);
  expect(mail!['mailIds']).toEqual(sent.map(({ messageId }) => messageId.slice(1, 25)));
  expect(push).toMatchObject({ recipient: 'FCM', copies: 1, mailIds: [] });
  expect(JSON.stringify([mail, push])).not.toContain('reader.example');

  const { connection, keys } = database;
  let asked = 0;
  const stuck = new Mails({
    connection: connection.useDb('stuck'),
    keyring: keys.keyring,
    sender: new MailSender({ smtp: catcher.url, from: 'directory@directory.example' }),
    publicUrl: 'https://directory.example',
    disclose: async () => {
      asked++;
      throw new Error('not written');
    },
    log: createLog('test', () => undefined),
  });
  stuck.start();
  const unseen = {
    to: 'unseen@reader.example',
    subjectRef: newSubjectRef(),
    locale: 'EN',
    template: 'accountKept',
    facts: {},
  };
  await connection.transaction((session) => stuck.post(unseen as never, session));
  await until(() => asked > 0, 30_000);
  await stuck.stop();
  expect(catcher.mails().some((one) => one.to === 'unseen@reader.example')).toBe(false);
});

it('counts what several processes hand over at once', async () => {
  const [subjectRef, disclose] = [newSubjectRef(), disclosing(database.events)];
  const ids = Array.from({ length: 12 }, () => randomBytes(12).toString('hex'));
  await Promise.all(ids.map((mailId) => disclose('MAIL_PROVIDER', { subjectRef, kind: 'exportReady', mailId })));
  const found = await disclosuresOf(subjectRef);
  expect(found.map(({ copies }) => copies as number)).toEqual([12]);
  expect((found[0]!['mailIds'] as string[]).toSorted()).toEqual(ids.toSorted());
});

it('tells each recipient once, by a signed order that says of nobody and finds everything', async () => {
  const { subjectRef, to } = await toldPerson();
  const bystander = await toldPerson();
  const erasureId = anErasure();
  expect(await orders.send({ erasureId, references: [subjectRef, newSubjectRef()] })).toEqual({ orders: 2 });
  expect(await orders.send({ erasureId, references: [subjectRef] })).toEqual({ orders: 2 });
  const [fcm, provider] = await storedOrders(erasureId);
  expect([fcm!['recipient'], provider!['recipient'], provider!['copies']]).toEqual(['FCM', 'MAIL_PROVIDER', 2]);
  const { payload, protectedHeader } = await compactVerify(provider!['document'] as string, createPublicKey(key));
  expect(protectedHeader.typ).toBe(ORDER_TYPE);
  const order = JSON.parse(Buffer.from(payload).toString()) as { mailIds: string[]; days: object[] };
  const [disclosed] = await disclosuresOf(subjectRef);
  expect(order).toMatchObject({
    orderId: provider!['_id'],
    recipient: 'MAIL_PROVIDER',
    mailIds: disclosed!['mailIds'],
  });
  expect(order.days).toEqual([{ day: disclosed!['day'], copies: 2 }]);
  const said = JSON.stringify(order);
  for (const word of [subjectRef, to, bystander.subjectRef]) expect(said).not.toContain(word);

  const written = () => catcher.mails().filter(({ subject }) => subject.includes(String(provider!['_id'])));
  await until(() => written().length === 1, 30_000);
  expect(written()[0]!.to).toBe('dpo@mail.example');
  expect(written()[0]!.text).toContain(provider!['document'] as string);
  const officers = () => catcher.mails().filter(({ subject }) => subject.includes(String(fcm!['_id'])));
  await until(() => officers().length === 1, 30_000);
  expect(officers()[0]!.to).toBe('privacy@directory.example');
  expect(await orders.send({ erasureId: anErasure(), references: [newSubjectRef()] })).toEqual({ orders: 0 });
});

it('is a residual until the recipient has confirmed, as an officer writes down once, and nobody else', async () => {
  const { subjectRef } = await toldPerson();
  const erasureId = anErasure();
  await orders.send({ erasureId, references: [subjectRef] });
  const [fcm, provider] = await storedOrders(erasureId);
  const record = (
    order: unknown,
    answer: RecipientAnswer,
    viewer: Viewer = officer,
    idempotencyKey: string = randomUUID(),
  ) => answers.record(viewer, { orderId: globalId('ErasureOrder', String(order)), answer, idempotencyKey });
  expect((await orders.residuals(erasureId)).map(({ kind, until: by }) => [kind, by])).toEqual([
    ['RECIPIENT', null],
    ['RECIPIENT', null],
  ]);
  const support = { ...officer, roles: ['SUPPORT'] as const };
  expect(await record(fcm!['_id'], RecipientAnswer.CONFIRMED, support)).toMatchObject({
    refusal: { reason: 'STAFF_ONLY' },
  });
  expect(await record('f'.repeat(24), RecipientAnswer.CONFIRMED)).toMatchObject({ refusal: { field: 'orderId' } });
  expect((await orders.residuals(erasureId)).length).toBe(2);
  const idempotencyKey = randomUUID();
  for (let again = 0; again < 3; again++)
    expect(await record(fcm!['_id'], RecipientAnswer.CONFIRMED, officer, idempotencyKey)).toMatchObject({
      kind: 'done',
    });
  expect(await record(fcm!['_id'], RecipientAnswer.REFUSED)).toMatchObject({
    refusal: { reason: 'ALREADY_CONFIRMED' },
  });
  expect(await record(provider!['_id'], RecipientAnswer.REFUSED)).toMatchObject({ kind: 'done' });
  expect((await orders.residuals(erasureId)).map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^The provider that carries our mail was told to delete .* and refused\.$/),
  ]);
  expect(await record(provider!['_id'], RecipientAnswer.CONFIRMED)).toMatchObject({ kind: 'done' });
  expect(await orders.residuals(erasureId)).toEqual([]);
  const audited = await database.events
    .collection('auditEvents')
    .find({ reasonRef: provider!['_id'] })
    .sort({ at: 1, _id: 1 })
    .toArray();
  expect(audited.map(({ action, subjectRef: whose }) => [action, whose])).toEqual([
    ['TELL_RECIPIENT', null],
    ['RECIPIENT_ANSWERED', null],
    ['RECIPIENT_ANSWERED', null],
  ]);
  const open = await answers.list(true, null, 100);
  expect(open.some((one) => one.erasureId === erasureId)).toBe(false);
  expect((await answers.list(false, null, 100)).filter((one) => one.erasureId === erasureId)).toHaveLength(2);
});

it('an order whose time is over has no answer, and the officers get one mail of it, from whichever process; what was answered is left', async () => {
  await database.connection.collection('erasureOrders').deleteMany({});
  const { subjectRef } = await toldPerson();
  const erasureId = anErasure();
  await orders.send({ erasureId, references: [subjectRef] });
  const [fcm, provider] = await storedOrders(erasureId);
  const { connection, events, keys } = database;
  const idempotency = new Idempotency(connection, keys.keyring);
  const [officers, log] = [
    { email: 'privacy@directory.example', locale: 'EN' } as const,
    createLog('test', () => undefined),
  ];
  const due = (provider!['dueAt'] as Date).getTime();
  const process = (at: number) => new OverdueOrders({ connection, mails, officers, log, now: () => new Date(at) });
  const states = async () => (await storedOrders(erasureId)).map(({ state }) => state as string);
  const record = (order: unknown, answer: RecipientAnswer) =>
    new RecipientAnswers({ connection, events, idempotency, now: () => new Date() }).record(officer, {
      orderId: globalId('ErasureOrder', String(order)),
      answer,
      idempotencyKey: randomUUID(),
    });
  await record(fcm!['_id'], RecipientAnswer.REFUSED);
  await process(due - 1).run();
  expect(await states()).toEqual(['REFUSED', 'SENT']);
  const waiting = () => connection.collection('mails').find({ template: 'orderOverdue' }).toArray();
  await Promise.all(Array.from({ length: 6 }, () => process(due).run()));
  await process(due + 1).run();
  expect(await states()).toEqual(['REFUSED', 'NO_ANSWER']);
  expect(await waiting()).toHaveLength(1);
  expect((await answers.list(true, null, 100)).find(({ _id }) => _id === String(provider!['_id']))).toMatchObject({
    state: 'NO_ANSWER',
    answeredAt: null,
  });
  await connection.collection('mails').updateMany({ template: 'orderOverdue' }, { $set: { dueAt: new Date() } });
  const told = () => catcher.mails().filter(({ subject }) => subject.startsWith('No answer to an order'));
  await until(() => told().length > 0, 30_000);
  expect(told()[0]).toMatchObject({ to: 'privacy@directory.example' });
  expect(told()[0]!.text).toContain(globalId('ErasureOrder', String(provider!['_id'])));
  expect(await record(provider!['_id'], RecipientAnswer.CONFIRMED)).toMatchObject({ kind: 'done' });
});
