import { cleaned } from './clean-mail.ts';
import { readMail } from './read-mail.ts';

const BUYER = 'buyer+1@gmail.example';
const received = (text: string, subject = 'Bolts') =>
  readMail(
    Buffer.from(
      [
        `From: "Ali ${BUYER}" <${BUYER}>`,
        `Subject: ${subject}`,
        `Reply-To: ${BUYER}`,
        'Received: from [203.0.113.9] by mx',
        'X-Originating-IP: [203.0.113.9]',
        `Return-Receipt-To: ${BUYER}`,
        `Disposition-Notification-To: ${BUYER}`,
        'DKIM-Signature: v=1; d=gmail.example; s=x; b=abc',
        'Content-Type: text/plain; charset=utf-8',
        '',
        text,
      ].join('\r\n'),
    ),
  );

it.each([
  [`Write to ${BUYER}.`],
  [`Write to <mailto:${BUYER}>.`],
  [`Write to ${BUYER.toUpperCase()}.`],
  ['Write to other.person@firma.com.tr.'],
  ['Write to ali＠firma．com.'.replaceAll('．', '.')],
  ['Write to ali (at) firma.com.'],
  ['Write to ali [at] firma [dot] com.'],
  ['请写信到wang@gongsi.cn。'],
  ['Write to ünal@köşk.example.'],
])('hides addresses of mail in what is written: %s', async (text) => {
  const { text: shown } = cleaned(await received(text), [BUYER]);
  expect(shown).toContain('[@…]');
  expect(shown).not.toMatch(/buyer|firma|gongsi|köşk|gmail/i);
});

it('hides the addresses that it is given where no pattern knows them', async () => {
  const { text } = cleaned(await received("Write to O'X!Y@Intranet or else"), ["o'x!y@intranet"]);
  expect(text).toBe('Write to [@…] or else');
});

it('hides them in the subject and the name, too', async () => {
  const { subject, fromName } = cleaned(await received('x', `Re: ${BUYER}`), [BUYER]);
  expect(subject).toBe('Re: [@…]');
  expect(fromName).toBe('Ali [@…]');
});

it('hides nothing when the address was revealed', async () => {
  expect(cleaned(await received(`Write to ${BUYER}.`), null).text).toBe(`Write to ${BUYER}.`);
});

it('leaves prices, sizes and words alone', async () => {
  const text = 'M8 @ 0.12 EUR, 5 pcs @ 3.50, look at firma.com. Meet (at) noon';
  expect(cleaned(await received(text), [BUYER]).text).toBe(text);
});

it('passes on nothing of the head', async () => {
  const all = JSON.stringify(cleaned(await received('Hello'), [BUYER]));
  expect(all).not.toMatch(/203\.0\.113|gmail|d=|Receipt/);
});

it('takes out of links what follows people', async () => {
  const { text } = cleaned(await received('See https://m.example/a?utm_campaign=x&id=1 now'), [BUYER]);
  expect(text).toBe('See https://m.example/a?id=1 now');
});

it('ends in time on what is made to take long', async () => {
  const hostile = [
    `${'a.'.repeat(20_000)}@`,
    `x@${'a-'.repeat(20_000)}`,
    'a@'.repeat(20_000),
    `${'a '.repeat(20_000)}(at)`,
  ];
  for (const text of hostile) expect(cleaned(await received(text), [BUYER]).text.length).toBeGreaterThan(0);
});
