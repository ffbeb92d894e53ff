import { withoutHistory } from './quoted-history.ts';

const QUOTED = '> Do you make M8 bolts?\n> Best, Ali\n';
/** As the programs write it: the text is what stands above. */
const SAMPLES: readonly (readonly [program: string, history: string])[] = [
  ['Gmail, English', `On Tue, Nov 24, 2026 at 3:12 PM Ali Veli <ali@firma.example> wrote:\n\n${QUOTED}`],
  [
    'Gmail, English, wrapped',
    `On Tue, Nov 24, 2026 at 3:12 PM Ali Veli With A Long Name\n<ali@firma.example> wrote:\n\n${QUOTED}`,
  ],
  ['Gmail, Turkish', `Ali Veli <ali@firma.example>, 24 Kas 2026 Sal, 15:12 tarihinde şunu yazdı:\n\n${QUOTED}`],
  [
    'Gmail, Turkish, wrapped',
    `Ali Veli <ali@firma.example>, 24 Kas 2026 Sal, 15:12 tarihinde\nşunu yazdı:\n\n${QUOTED}`,
  ],
  ['Gmail, Chinese', `王伟 <wang@gongsi.example> 于2026年11月24日周二 15:12写道：\n\n${QUOTED}`],
  ['Apple Mail, English', `> On 24 Nov 2026, at 15:12, Ali Veli <ali@firma.example> wrote:\n> \n${QUOTED}`],
  ['Apple Mail, Turkish', `Ali Veli <ali@firma.example> şunları yazdı (24 Kas 2026 15:12):\n\n${QUOTED}`],
  ['Apple Mail, Chinese', `在 2026年11月24日，15:12，王伟 <wang@gongsi.example> 写道：\n\n${QUOTED}`],
  [
    'Outlook, English',
    '________________________________\nFrom: Ali Veli <ali@firma.example>\nSent: Tuesday, November 24, 2026 3:12 PM\nTo: Sales <sales@maker.example>\nSubject: Bolts\n\nDo you make M8 bolts?',
  ],
  ['Outlook, of before', '-----Original Message-----\nFrom: Ali Veli\n\nDo you make M8 bolts?'],
  [
    'Outlook, Turkish',
    'Kimden: Ali Veli <ali@firma.example>\nGönderildi: 24 Kasım 2026 Salı 15:12\nKime: Satış\nKonu: Cıvata\n\nM8 cıvata var mı?',
  ],
  ['Outlook, Turkish, of before', '-----Özgün İleti-----\nKimden: Ali Veli\n\nM8 cıvata var mı?'],
  [
    'Outlook, Chinese',
    '发件人: 王伟 <wang@gongsi.example>\n发送时间: 2026年11月24日 15:12\n收件人: 销售\n主题: 螺栓\n\n有M8螺栓吗？',
  ],
  [
    'QQ Mail',
    '------------------ 原始邮件 ------------------\n发件人: "王伟" <wang@gongsi.example>;\n发送时间: 2026年11月24日(星期二) 下午3:12\n收件人: "销售";\n主题: 螺栓\n\n有M8螺栓吗？',
  ],
  ['163', `在 2026-11-24 15:12:00，"王伟" <wang@gongsi.example> 写道：\n${QUOTED}`],
  ['Yandex Mail', `24.11.2026, 15:12, "Ali Veli" <ali@firma.example>:\n\n${QUOTED}`],
];

it.each(SAMPLES)('leaves out what was written before: %s', (_, history) => {
  expect(withoutHistory(`Yes, 0.12 EUR each.\nM8 and M10.\n\n${history}`)).toBe('Yes, 0.12 EUR each.\nM8 and M10.');
});

it('keeps answers between quoted lines and below them', () => {
  const answered = 'On Tue, 24 Nov 2026, Ali <ali@firma.example> wrote:\n> M8?\n\nYes.\n\n> M10?\n\nNo.\n';
  expect(withoutHistory(answered)).toBe('Yes.\n\n\nNo.');
});

it.each([
  ['Sent from my iPhone'],
  ["iPhone'umdan gönderildi"],
  ['发自我的iPhone'],
  ['Get Outlook for iOS'],
  ['-- \nAli Veli\nFirma A.Ş.\n+90 212 000 00 00'],
])('leaves out what is signed: %j', (signature) => {
  expect(withoutHistory(`Yes.\n\n${signature}`)).toBe('Yes.');
});

it.each([
  ['On Monday we wrote:\nnothing of it is true'],
  ['Our price list of 2026:\n- M8: 0.12'],
  ['From: Istanbul\nWe send it by sea.'],
  ['Dün size yazdı.'],
  ['We agreed.\n--\nThis is a line of dashes in a long text' + '\nline'.repeat(30)],
])('takes nothing else for it: %j', (text) => {
  expect(withoutHistory(text)).toBe(text);
});

it('keeps a mail whole that was passed on without a word', () => {
  const passedOn = '-----Original Message-----\nFrom: Ali\n\nDo you make M8 bolts?';
  expect(withoutHistory(passedOn)).toBe(passedOn);
});

it('looks at each line a bounded number of times', () => {
  const hostile = [
    `On ${'a '.repeat(20_000)}`,
    'On 2026 a@b '.repeat(5_000),
    `${'> '.repeat(20_000)}wrote:`,
    `${'-'.repeat(20_000)} original`,
    `a@b 1\n${'yazdı ('.repeat(8_000)}`,
    'From:\nTo:\n'.repeat(5_000),
  ];
  for (const text of hostile) expect(withoutHistory(text).length).toBeGreaterThan(0);
});
