import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { ClientSession } from 'mongoose';
import { SMTPServer } from 'smtp-server';
import { fenceRecord } from '../../../kit/fence/fence.record.ts';
import { fencesOf } from '../../../kit/fence/fences.ts';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { startMailCatcher } from '../../../kit/mail/mail-catcher.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { WorkDocument } from '../../../kit/work/leased-work.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { until } from '../../../test/kit/world.ts';
import { MOST_SENT_AT_ONCE, MailSender, htmlOf } from '../../../kit/mail/outgoing/mail-sender.ts';
import { mailRecord } from '../../../kit/mail/outgoing/mail.record.ts';
import { MAIL_TEMPLATES } from './mail-templates.ts';
import type { MailQueueParts } from '../../../kit/mail/outgoing/mail-queue.ts';
import { Mails } from './mails.ts';

const FROM = 'Trade Directory <directory@directory.example>';
let servers: LocalServers;
let keys: TestKeys;
let connection: ReturnType<typeof connect>[number];
const logged: string[] = [];
const mailsTo = (smtp: string, more: Partial<MailQueueParts> = {}) =>
  new Mails({
    ...more,
    connection,
    keyring: keys.keyring,
    sender: new MailSender({ smtp, from: FROM }),
    publicUrl: 'https://directory.example/',
    log: createLog('test', (line) => void logged.push(line)),
  });
const post = (mails: Mails, to: string) =>
  connection.transaction((session: ClientSession) =>
    mails.post(
      { to, subjectRef: newSubjectRef(), template: 'proveEmail', facts: { token: 'secret-token' }, locale: 'ZH' },
      session,
    ),
  );
const waiting = () => connection.collection('mails').countDocuments();

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['member']);
  await connection.asPromise();
  await ensureCollections(connection, [mailRecord, fenceRecord]);
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});

it('sends what was posted, and keeps nothing of it', async () => {
  const catcher = await startMailCatcher({ port: 0 });
  const mails = mailsTo(catcher.url);
  mails.start();
  await post(mails, '王@例子.example');
  await until(() => catcher.mails().length === 1);
  const [mail] = catcher.mails();
  expect(mail).toMatchObject({ from: 'directory@directory.example', subject: '请确认您的电子邮箱' });
  expect(mail!.text).toContain('https://directory.example/prove-email#token=secret-token\n');
  expect(mail!.html).toContain('<a href="https://directory.example/prove-email#token=secret-token">');
  await until(async () => (await waiting()) === 0);
  await mails.stop();
  await catcher.stop();
}, 30_000);

it('hands over several at a time, so that a mail server that takes its time with each does not hold up the rest', async () => {
  let [open, most] = [0, 0];
  const answered = async (done: () => void): Promise<void> => {
    await until(() => most === MOST_SENT_AT_ONCE);
    open--;
    done();
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) => {
      most = Math.max(most, ++open);
      stream.resume();
      stream.once('end', () => void answered(done));
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const mails = mailsTo(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
  for (let reader = 0; reader < MOST_SENT_AT_ONCE; reader++) await post(mails, `reader-${reader}@readers.example`);
  mails.start();
  await until(async () => (await waiting()) === 0);
  expect(most).toBe(MOST_SENT_AT_ONCE);
  await mails.stop();
  await new Promise<void>((resolve) => server.close(resolve));
}, 30_000);

it('posts nothing of a transaction that failed', async () => {
  const mails = mailsTo('smtp://127.0.0.1:1');
  const failed = connection.transaction(async (session: ClientSession) => {
    const reader = { to: 'a@b.example', subjectRef: newSubjectRef(), locale: 'EN' } as const;
    await mails.post({ ...reader, template: 'accountExists', facts: {} }, session);
    throw new Error('out of order');
  });
  await expect(failed).rejects.toThrow('out of order');
  expect(await waiting()).toBe(0);
});

it('loses none while no mail server answers, stores nothing in the clear, and sends each as one message', async () => {
  const catcher = await startMailCatcher({ port: 0 });
  const port = Number(new URL(catcher.url).port);
  await catcher.stop();
  const mails = mailsTo(`smtp://127.0.0.1:${port}`);
  mails.start();
  for (let n = 0; n < 5; n++) await post(mails, `reader-${n}@b.example`);
  await until(async () => (await connection.collection('mails').countDocuments({ attempts: { $gte: 1 } })) === 5);
  expect(JSON.stringify(await connection.collection('mails').find().toArray())).not.toMatch(/reader-|secret-token/);
  const ids = (await connection.collection('mails').find().toArray()).map(
    ({ _id }: { _id: unknown }) => `<${String(_id)}@directory.example>`,
  );
  const again = await startMailCatcher({ port });
  await connection.collection('mails').updateMany({}, { $set: { dueAt: new Date() } });
  await until(async () => (await waiting()) === 0, 20_000);
  expect(new Set(again.mails().map(({ messageId }) => messageId))).toEqual(new Set(ids));
  await mails.stop();
  await again.stop();
  expect(logged.join('')).not.toMatch(/b\.example|secret-token/);
  expect(logged.join('')).toContain('expected the mail server to take it');
}, 60_000);

it('tries for an hour with growing pauses while the mail server is down, loses none and doubles none', async () => {
  const catcher = await startMailCatcher({ port: 0 });
  const port = Number(new URL(catcher.url).port);
  await catcher.stop();
  const begun = new Date('2026-11-26T08:00:00Z').getTime();
  let clock = begun;
  const mails = mailsTo(`smtp://127.0.0.1:${port}`, { now: () => new Date(clock) });
  for (let n = 0; n < 3; n++) await post(mails, `reader-${n}@b.example`);
  const queued = () => connection.collection('mails').find().sort({ _id: 1 }).toArray() as Promise<WorkDocument[]>;
  const ids = (await queued()).map(({ _id }) => `<${_id}@directory.example>`);
  mails.start();
  const pauses: number[] = [];
  while (clock - begun < 3_600_000) {
    const tries = pauses.length + 1;
    await until(async () =>
      (await queued()).every(({ attempts, leasedUntil }) => attempts === tries && leasedUntil === null),
    );
    const next = Math.max(...(await queued()).map(({ dueAt }) => dueAt.getTime()));
    pauses.push(next - clock);
    // Nothing is tried before it is due.
    clock = next;
  }
  expect(pauses.length).toBeLessThan(16);
  expect(pauses.every((pause, index) => index === 0 || pause >= 2 * pauses[index - 1]! || pause === 3_600_000)).toBe(
    true,
  );
  const again = await startMailCatcher({ port });
  await until(async () => (await waiting()) === 0, 20_000);
  expect(
    again
      .mails()
      .map(({ messageId }) => messageId)
      .toSorted(),
  ).toEqual(ids.toSorted());
  await mails.stop();
  await again.stop();
}, 60_000);

it('keeps what the head says and which files go with it until it is sent', async () => {
  const catcher = await startMailCatcher({ port: 0 });
  const fileId = 'f'.repeat(24);
  const mails = mailsTo(catcher.url, {
    open: async function* (id) {
      yield Buffer.from(`content of ${id}`);
    },
  });
  const head = { fromAddress: 'abc@relay.example', messageId: '<m1@relay.example>', autoSubmitted: false };
  await connection.transaction(async (session: ClientSession) => {
    const reader = { to: 'a@b.example', subjectRef: newSubjectRef(), locale: 'EN' } as const;
    const attachments = [{ fileId, filename: 'list.pdf', contentType: 'application/pdf' }];
    await mails.post({ ...reader, template: 'accountExists', facts: {}, head, attachments }, session);
  });
  expect(JSON.stringify(await connection.collection('mails').find().toArray())).not.toMatch(/relay\.example|list\.pdf/);
  mails.start();
  await until(() => catcher.mails().length === 1);
  expect(catcher.mails()[0]).toMatchObject({
    from: 'abc@relay.example',
    messageId: '<m1@relay.example>',
    autoSubmitted: '',
    attachments: ['list.pdf'],
  });
  await mails.stop();
  await catcher.stop();
}, 30_000);

it('makes of a text the same in HTML, and takes nothing in it for markup', () => {
  expect(htmlOf('a <b> & "c"\nd\n\nhttps://x.example/y')).toBe(
    '<!doctype html><html><body><p>a &lt;b&gt; &amp; &quot;c&quot;<br>d</p>\n<p><a href="https://x.example/y">https://x.example/y</a></p></body></html>',
  );
});

it('has every mail in three languages', () => {
  for (const template of Object.values(MAIL_TEMPLATES))
    expect(Object.keys(template).toSorted()).toEqual(['en', 'tr', 'zh']);
});

it('posts nothing to somebody who is being erased, and whoever caused it hears nothing of it', async () => {
  const [gone, here] = [newSubjectRef(), newSubjectRef()];
  await fencesOf(connection).fence([gone]);
  const mails = mailsTo('smtp://127.0.0.1:1');
  const before = await waiting();
  await connection.transaction(async (session: ClientSession) => {
    for (const subjectRef of [gone, here])
      await mails.post(
        { to: 'a@b.example', subjectRef, template: 'proveEmail', facts: { token: 'x' }, locale: 'EN' },
        session,
      );
  });
  expect(await waiting()).toBe(before + 1);
  expect(await connection.collection('mails').countDocuments({ subjectRef: gone })).toBe(0);
  await connection.collection('mails').deleteMany({ subjectRef: here });
});
