import { createTransport } from 'nodemailer';
import { startMailCatcher, type MailCatcher } from './mail-catcher.ts';

let catcher: MailCatcher;
beforeAll(async () => void (catcher = await startMailCatcher({ port: 0, most: 3, mostBytes: 256 * 1_024 })));
afterAll(() => catcher?.stop());
const send = (subject: string, text = 'Hello') =>
  createTransport({ url: catcher.url }).sendMail({ from: 'A <a@b.example>', to: 'c@d.example', subject, text });

it('shows mails as they were sent, the newest last, and keeps so many', async () => {
  for (const subject of ['one', 'İki', '三', 'four']) await send(subject);
  expect(catcher.mails().map(({ subject }) => subject)).toEqual(['İki', '三', 'four']);
  expect(catcher.mails()[2]).toEqual({
    to: 'c@d.example',
    from: 'a@b.example',
    subject: 'four',
    text: expect.stringMatching(/^Hello\s*$/),
    html: '',
    date: expect.stringMatching(/^\d{4}-.*Z$/),
    messageId: expect.stringMatching(/^<.*>$/),
    fromName: 'A',
    replyTo: '',
    inReplyTo: '',
    references: [],
    listUnsubscribe: '',
    listUnsubscribePost: '',
    autoSubmitted: '',
    returnPath: 'a@b.example',
    attachments: [],
  });
});

it('shows what the head says, and the names of files', async () => {
  await createTransport({ url: catcher.url }).sendMail({
    from: 'a@b.example',
    to: 'c@d.example',
    replyTo: 'r@b.example',
    subject: 'head',
    text: 'Hello',
    inReplyTo: '<1@b.example>',
    references: ['<0@b.example>', '<1@b.example>'],
    headers: { 'List-Unsubscribe': '<https://b.example/end>', 'Auto-Submitted': 'auto-generated' },
    attachments: [{ filename: 'çizim.pdf', content: 'x' }],
  });
  expect(catcher.mails().at(-1)).toMatchObject({
    replyTo: 'r@b.example',
    inReplyTo: '<1@b.example>',
    references: ['<0@b.example>', '<1@b.example>'],
    listUnsubscribe: '<https://b.example/end>',
    autoSubmitted: 'auto-generated',
    attachments: ['çizim.pdf'],
  });
});

it('refuses a mail that is too large, and goes on', async () => {
  await expect(send('large', 'x'.repeat(400_000))).rejects.toThrow('552');
  await send('after');
  expect(catcher.mails().at(-1)!.subject).toBe('after');
});
