import { csv, markdownTable } from './table.ts';

const field = (text: string): string => csv({ head: ['a'], rows: [[text]] }).slice('a\r\n'.length, -'\r\n'.length);

it.each([
  ['plain', 'plain'],
  ['', ''],
  ['a, b', '"a, b"'],
  ['say "x"', '"say ""x"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['ç 中文', 'ç 中文'],
])('a field is written by RFC 4180: %j', (text, written) => {
  expect(field(text)).toBe(written);
});

it.each([
  ['=1+1', "'=1+1"],
  ['+90 212', "'+90 212"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  ['＝1', "'＝1"],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ['a=1', 'a=1'],
])('a spreadsheet takes no field for a formula: %j', (text, written) => {
  expect(field(text)).toBe(written);
});

it('a table in Markdown keeps its cells apart whatever they hold', () => {
  expect(markdownTable({ head: ['a', 'b'], rows: [['x | y', 'one\ntwo \\']] })).toBe(
    '| a | b |\n| --- | --- |\n| x \\| y | one<br>two \\\\ |',
  );
});
