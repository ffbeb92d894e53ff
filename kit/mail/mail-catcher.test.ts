import { createTransport } from 'nodemailer';
import { startMailCatcher, type MailCatcher } from './mail-catcher.ts';

let catcher: MailCatcher;
beforeAll(async () => void (catcher = await startMailCatcher({ port: 0, most: 3 })));
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
  });
});

it('refuses a mail that is too large, and goes on', async () => {
  await expect(send('large', 'x'.repeat(400_000))).rejects.toThrow('552');
  await send('after');
  expect(catcher.mails().at(-1)!.subject).toBe('after');
});
