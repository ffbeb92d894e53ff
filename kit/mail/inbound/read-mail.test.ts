import { readMail, UnreadableMail } from './read-mail.ts';

const mail = (head: string, body = 'Hello') =>
  Buffer.from(`${head.replaceAll('\n', '\r\n')}\r\n\r\n${body.replaceAll('\n', '\r\n')}\r\n`);
const HEAD =
  'From: "Ali Veli" <Ali@Firma.example>\nTo: x@relay.example\nSubject: =?utf-8?B?Q8SxdmF0YQ==?=\nMessage-ID: <1@firma.example>';
const multipart = (parts: readonly string[], kind = 'mixed') =>
  mail(
    `${HEAD}\nMIME-Version: 1.0\nContent-Type: multipart/${kind}; boundary="b"`,
    `${parts.map((part) => `--b\n${part}`).join('\n')}\n--b--`,
  );

it('reads who wrote what, and by what it is threaded', async () => {
  const read = await readMail(
    mail(`${HEAD}\nIn-Reply-To: <0@relay.example>\nReferences: <a@relay.example>\n <0@relay.example>`),
  );
  expect(read).toMatchObject({
    messageId: '<1@firma.example>',
    inReplyTo: '<0@relay.example>',
    references: ['<a@relay.example>', '<0@relay.example>'],
    from: ['ali@firma.example'],
    fromName: 'Ali Veli',
    subject: 'Cıvata',
    text: 'Hello',
    attachments: [],
    contentType: 'text/plain',
  });
});

it.each([
  ['gb18030', 'Content-Type: text/plain; charset=gb18030', Buffer.from('c4e3bac3', 'hex'), '你好'],
  ['iso-8859-9', 'Content-Type: text/plain; charset=iso-8859-9', Buffer.from('fef0fd', 'hex'), 'şğı'],
])('reads %s', async (_, type, bytes, text) => {
  const raw = Buffer.concat([Buffer.from(`${HEAD.replaceAll('\n', '\r\n')}\r\n${type}\r\n\r\n`), bytes]);
  expect((await readMail(raw)).text).toBe(text);
});

it('reads HTML where there is no other text', async () => {
  const html = '<p>Yes, <b>0.12</b></p><script>evil()</script><img src="https://t.example/p.gif">';
  expect((await readMail(multipart([`Content-Type: text/html; charset=utf-8\n\n${html}`], 'alternative'))).text).toBe(
    'Yes, 0.12',
  );
});

it('says every sender that a mail claims to have', async () => {
  const two = await readMail(mail('From: a@b.example, c@d.example\nSubject: x'));
  expect(two.from).toEqual(['a@b.example', 'c@d.example']);
  const wide = await readMail(mail('From: =?utf-8?Q?Ali?= <ali@xn--frma-7va.example>\nSubject: x'));
  expect(wide.from).toEqual(['ali@xn--frma-7va.example']);
});

it('leaves nothing in names and subjects that nobody sees, or that turns them round', async () => {
  const read = await readMail(mail('From: "Ali\u202egpj.exe\u200b" <a@b.example>\nSubject: a\u2066b\u2028c'));
  expect(read.fromName).toBe('Aligpj.exe');
  expect(read.subject).toBe('ab c');
});

it('drops calendars, cards and whole mails, and says so', async () => {
  const read = await readMail(
    multipart([
      'Content-Type: text/plain\n\nHello',
      'Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nEND:VCALENDAR',
      'Content-Type: text/vcard; name=a.vcf\nContent-Disposition: attachment; filename=a.vcf\n\nBEGIN:VCARD\nEMAIL:a@b.example\nEND:VCARD',
      'Content-Type: message/rfc822\n\nFrom: secret@b.example\nSubject: x\n\nsecret',
      'Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename=a.pdf\n\n%PDF-',
    ]),
  );
  expect(read.dropped.toSorted()).toEqual(['message/rfc822', 'text/calendar', 'text/vcard']);
  expect(read.attachments.map(({ filename }) => filename)).toEqual(['a.pdf']);
  expect(JSON.stringify([read.text, read.attachments])).not.toMatch(/secret|VCALENDAR|VCARD/);
});

it('cuts a text that is too long, and says so', async () => {
  const read = await readMail(mail(HEAD, 'word '.repeat(30_000)));
  expect(read.isCut).toBe(true);
  expect(read.text.length).toBeLessThanOrEqual(50_000);
  expect((await readMail(mail(HEAD))).isCut).toBe(false);
});

it('reads the beginning of HTML that is too long, and says so', async () => {
  const html = (filling: string) =>
    multipart([`Content-Type: text/html\n\n<p>Yes</p>${filling}<p>No</p>`], 'alternative');
  const style = `<style>${'p{color:red}\n'.repeat(100_000)}</style>`;
  expect(await readMail(html(style))).toMatchObject({ text: 'Yes', isCut: true });
  expect(await readMail(html('<style>p{}</style>'))).toMatchObject({ text: 'Yes\n\nNo', isCut: false });
});

it('misses nothing where only what was written before was too long, and says what nobody sees to be too long', async () => {
  const history = `> ${'word '.repeat(10)}\n`.repeat(2_000);
  const answered = await readMail(mail(HEAD, `Yes.\n\nOn Tue, 24 Nov 2026, Ali <a@b.example> wrote:\n${history}`));
  expect(answered).toMatchObject({ text: 'Yes.', isCut: false });
  const unseen = mail(`${HEAD}\nContent-Type: text/plain; charset=utf-8`, `Yes${'\u200b'.repeat(250_000)}No`);
  expect(await readMail(unseen)).toMatchObject({ text: 'Yes', isCut: true });
});

it.each([
  ['a head of 1 MB', () => mail(`${HEAD}\nX-Long: ${'a'.repeat(1_024 ** 2)}`)],
  ['10,000 fields', () => mail(`${HEAD}\n${Array.from({ length: 10_000 }, () => 'X: y').join('\n')}`)],
  ['400 fields', () => mail(`${HEAD}\n${Array.from({ length: 400 }, () => 'X: y').join('\n')}`)],
  ['60 parts', () => multipart(Array.from({ length: 60 }, () => 'Content-Type: text/plain\n\nx'))],
  ['1,000 parts', () => multipart(Array.from({ length: 1_000 }, () => 'Content-Type: text/plain\n\nx'))],
  [
    '1,000 nested multiparts',
    () => {
      const parts = Array.from(
        { length: 1_000 },
        (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
      );
      return Buffer.from(
        `${HEAD.replaceAll('\n', '\r\n')}\r\nMIME-Version: 1.0\r\n${parts.join('')}Content-Type: text/plain\r\n\r\ndeep`,
      );
    },
  ],
])('does not read %s', async (_, raw) => {
  await expect(readMail(raw())).rejects.toThrow(UnreadableMail);
});

it.each([
  [''],
  ['\r\n'],
  ['no head at all'],
  ['From\r\n\r\n'],
  ['Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n'],
])('reads %j as a mail that says little, and does not fail', async (raw) => {
  const read = await readMail(Buffer.from(raw));
  expect(read.from).toEqual([]);
  expect(read.attachments).toEqual([]);
});
