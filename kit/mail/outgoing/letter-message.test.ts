import { Readable } from 'node:stream';
import { startMailCatcher, type MailCatcher } from '../mail-catcher.ts';
import { MailSender } from './mail-sender.ts';
import { messageOf } from './letter-message.ts';
import { HOPS_FIELD, type Letter } from './letter.ts';

let catcher: MailCatcher;
let sender: MailSender;
beforeAll(async () => {
  catcher = await startMailCatcher({ port: 0 });
  sender = new MailSender({ smtp: catcher.url, from: 'Trade Directory <directory@directory.example>' });
});
afterAll(async () => {
  sender?.close();
  await catcher?.stop();
});
const LETTER: Letter = { id: 'a1', to: 'reader@b.example', subject: 'Bolts', text: 'Hello' };
const caught = async (own: Partial<Letter>) => {
  expect(await sender.send({ ...LETTER, ...own })).toBe('SENT');
  return catcher.mails().at(-1)!;
};

it('says of a mail of the directory that a program wrote it, and is the same mail when it is sent again', async () => {
  const expected = {
    from: 'directory@directory.example',
    fromName: 'Trade Directory',
    messageId: '<a1@directory.example>',
    autoSubmitted: 'auto-generated',
    returnPath: 'directory@directory.example',
    listUnsubscribe: '',
  };
  expect(await caught({})).toMatchObject(expected);
  expect(await caught({})).toMatchObject(expected);
});

it('passes on what a person wrote: from an address of the relay, threaded, with files, and as no answer of a program', async () => {
  const mail = await caught({
    fromName: 'Ali Veli',
    fromAddress: 'abc@relay.example',
    replyTo: 'abc@relay.example',
    messageId: '<m2@relay.example>',
    inReplyTo: '<m1@relay.example>',
    references: ['<m0@relay.example>', '<m1@relay.example>'],
    returnPath: 'bxyz@relay.example',
    autoSubmitted: false,
    attachments: [
      { filename: 'çizim.pdf', contentType: 'application/pdf', content: Readable.from([Buffer.from('%PDF-')]) },
    ],
  });
  expect(mail).toMatchObject({
    from: 'abc@relay.example',
    fromName: 'Ali Veli',
    replyTo: 'abc@relay.example',
    messageId: '<m2@relay.example>',
    inReplyTo: '<m1@relay.example>',
    references: ['<m0@relay.example>', '<m1@relay.example>'],
    returnPath: 'bxyz@relay.example',
    autoSubmitted: '',
    attachments: ['çizim.pdf'],
  });
});

it('has our field, by which it is known when it comes back', () => {
  const headersOf = (own: Partial<Letter>) =>
    messageOf({ ...LETTER, ...own }, { name: '', address: 'a@b.example' }, '').headers;
  expect(headersOf({})).toMatchObject({ [HOPS_FIELD]: '0' });
  expect(headersOf({ autoSubmitted: false, hops: 2 })).toEqual({ [HOPS_FIELD]: '2' });
});

it('can be ended with one click, and has no return path where it is a notice', async () => {
  const url = 'https://directory.example/unsubscribe?token=abc';
  const mail = await caught({ listUnsubscribe: { url, mailto: 'u-abc@relay.example' }, returnPath: '' });
  expect(mail.listUnsubscribe).toBe(`<${url}>, <mailto:u-abc@relay.example>`);
  expect(mail.listUnsubscribePost).toBe('List-Unsubscribe=One-Click');
  expect(mail.returnPath).toBe('');
});

const ENDS = ['\r\n', '\n', '\r', '\u2028', '\u2029', '\u0085', '\u000b', '\0'];

it.each(ENDS)('puts no field of others into a head, after %j', async (end) => {
  const evil = `x${end}Bcc: victim@b.example${end}X-Evil: 1${end}${end}body`;
  const mail = await caught({ subject: evil, fromName: evil, to: 'reader@b.example' });
  expect(mail.to).toBe('reader@b.example');
  expect(mail.subject).toMatch(/^x ?Bcc: victim@b\.example/);
  expect(mail.from).toBe('directory@directory.example');
  const raw = JSON.stringify(
    messageOf({ ...LETTER, subject: evil, fromName: evil }, { name: '', address: 'a@b.example' }, ''),
  );
  expect(raw).not.toMatch(/\\r|\\n|\\u2028|\\u0000|[\u2028\u2029\u0085]/);
});

it('shows an encoded word as it is written, and decodes none that others wrote', async () => {
  const word = '=?utf-8?B?RGlyZWN0b3J5?=';
  const mail = await caught({ subject: word, fromName: word });
  expect(mail.subject).toBe('= ?utf-8?B?RGlyZWN0b3J5?=');
  expect(mail.fromName).not.toContain('Directory');
});

it.each<[string, Partial<Letter>]>([
  ['an address', { fromAddress: 'a@b.example\r\nBcc: c@d.example' }],
  ['two addresses', { replyTo: 'a@b.example, c@d.example' }],
  ['a name in an address', { fromAddress: 'Bank <a@b.example>' }],
  ['an id', { messageId: '<a@b.example>\r\nBcc: c@d.example' }],
  ['an id without brackets', { inReplyTo: 'a@b.example' }],
  ['a reference', { references: ['<a@b.example>', '<c\u2028@b.example>'] }],
  ['a link', { listUnsubscribe: { url: 'https://a.example/>, <javascript:alert(1)', mailto: 'u@b.example' } }],
  ['a return path', { returnPath: 'a@b.example> SIZE=1\r\nRCPT TO:<c@d.example' }],
])('refuses %s that is more than it says, and shows nothing of it', async (_, own) => {
  const before = catcher.mails().length;
  await expect(sender.send({ ...LETTER, ...own })).rejects.toThrow(/^Expected (an address|a Message-ID|a link)/);
  await expect(sender.send({ ...LETTER, ...own })).rejects.not.toThrow('example');
  expect(catcher.mails()).toHaveLength(before);
});
