import { classifyMail, type OwnMail } from './classify-mail.ts';
import { readMail } from './read-mail.ts';

const OWN: OwnMail = { domains: ['relay.example', 'directory.example'], hopsField: 'X-Relay-Hops' };
const PERSON = 'ali@firma.example';
const classOf = async (head: string, body = 'Hello', envelopeFrom = PERSON) => {
  const raw = Buffer.from(`${head}\n\n${body}\n`.replaceAll('\n', '\r\n'));
  return classifyMail(await readMail(raw), envelopeFrom, OWN);
};
const FROM = `From: ${PERSON}\nSubject: Bolts\nMessage-ID: <1@firma.example>`;

it('takes what a person writes for that', async () => {
  expect(await classOf(`${FROM}\nAuto-Submitted: no\nIn-Reply-To: <1@relay.example>`)).toEqual({
    kind: 'PERSON',
    maybeAutomatic: false,
  });
});

it.each([
  ['Auto-Submitted: auto-replied'],
  ['Auto-Submitted: auto-generated (disclaimer)'],
  ['Precedence: bulk'],
  ['Precedence: list'],
  ['Precedence: junk'],
  ['Precedence: auto_reply'],
  ['X-Auto-Response-Suppress: All'],
  ['X-Autoreply: yes'],
  ['X-Autorespond: x'],
  ['List-Id: <news.firma.example>'],
])('takes for an answer of a program what says so: %s', async (field) => {
  expect(await classOf(`${FROM}\n${field}`)).toEqual({ kind: 'AUTO_REPLY' });
});

it('takes whatever has no sender for an answer of a program', async () => {
  expect(await classOf(FROM, 'I am away', '')).toEqual({ kind: 'AUTO_REPLY' });
});

it.each([
  ['Out of Office: Bolts'],
  ['Automatic reply: Bolts'],
  ['Otomatik yanıt: Cıvata'],
  ['自动回复: 螺栓'],
  ['Ofis dışında: Cıvata'],
])('only doubts what a subject alone says: %s', async (subject) => {
  expect(await classOf(`From: ${PERSON}\nSubject: ${subject}`)).toEqual({ kind: 'PERSON', maybeAutomatic: true });
});

it.each([
  ['our own field', `${FROM}\nX-Relay-Hops: 0`, PERSON],
  ['an id of ours', `From: ${PERSON}\nMessage-ID: <1@relay.example>`, PERSON],
  ['a sender of ours', 'From: abc@relay.example\nMessage-ID: <1@x.example>', PERSON],
  ['an envelope of ours', FROM, 'babc@relay.example'],
  ['our domain in other letters', 'From: abc@RELAY.example\nMessage-ID: <1@x.example>', PERSON],
  ['sixty stations', `${FROM}\n${Array.from({ length: 60 }, () => 'Received: from a by b').join('\n')}`, PERSON],
])('knows what came back to us by %s', async (_, head, envelopeFrom) => {
  expect(await classOf(head, 'Hello', envelopeFrom)).toEqual({ kind: 'LOOP' });
});

const report = (type: string, parts: readonly string[]) =>
  [
    'From: MAILER-DAEMON@mx.firma.example\nSubject: Undelivered\nMIME-Version: 1.0\n' +
      `Content-Type: multipart/report; report-type=${type}; boundary="b"`,
    `${parts.map((part) => `--b\n${part}`).join('\n')}\n--b--`,
  ] as const;
const delivery = (action: string, status: string) =>
  report('delivery-status', [
    'Content-Type: text/plain\n\nSorry.',
    'Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.firma.example\n\n' +
      `Original-Recipient: rfc822; Ali@firma.example\nFinal-Recipient: rfc822; a.veli@firma.example\nAction: ${action}\nStatus: ${status}`,
    'Content-Type: message/rfc822\n\nFrom: x@relay.example\nMessage-ID:\n <7@relay.example>\nSubject: y\n\nbody',
  ]);

it('reads who was not reached, whether for good, and by which mail', async () => {
  const failure = { recipient: PERSON, originalMessageId: '<7@relay.example>' };
  expect(await classOf(...delivery('failed', '5.1.1'), '')).toEqual({
    kind: 'BOUNCE',
    failure: { ...failure, isPermanent: true, status: '5.1.1' },
  });
  expect(await classOf(...delivery('delayed', '4.4.1'), '')).toEqual({
    kind: 'BOUNCE',
    failure: { ...failure, isPermanent: false, status: '4.4.1' },
  });
  expect(await classOf(...delivery('failed', '4.7.0'), '')).toMatchObject({ failure: { isPermanent: false } });
});

it('takes it for no failure when all went well, or was opened', async () => {
  expect(await classOf(...delivery('delivered', '2.0.0'), '')).toEqual({ kind: 'AUTO_REPLY' });
  const opened = report('disposition-notification', ['Content-Type: text/plain\n\nRead.']);
  expect(await classOf(...opened)).toEqual({ kind: 'AUTO_REPLY' });
});

it('knows a failure without a report for programs, as QQ Mail sends it, and does not take it for one for good', async () => {
  expect(
    await classOf('From: PostMaster@qq.example\nSubject: 系统退信\nIn-Reply-To: <7@relay.example>', '退信', ''),
  ).toEqual({
    kind: 'BOUNCE',
    failure: { recipient: null, isPermanent: false, status: null, originalMessageId: '<7@relay.example>' },
  });
});

it('knows a complaint', async () => {
  const complaint = report('feedback-report', [
    'Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1',
    'Content-Type: text/rfc822-headers\n\nMessage-ID: <7@relay.example>',
  ]);
  expect(await classOf(...complaint)).toEqual({ kind: 'FEEDBACK', originalMessageId: '<7@relay.example>' });
});
