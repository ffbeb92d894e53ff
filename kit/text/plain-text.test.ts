import { plainText } from './plain-text.ts';

it.each([
  ['  Çelik   Boru\t'.trimEnd(), false, 'Çelik   Boru'],
  ['e\u0301', false, 'é'],
  ['第一行\r\n第二行', true, '第一行\n第二行'],
  ['👩‍🔧 می‌خواهم', false, '👩‍🔧 می‌خواهم'],
  ['__proto__', false, '__proto__'],
  ['{"$gt":""}', false, '{"$gt":""}'],
])('keeps %j', (written, lines, text) => {
  expect(plainText(written, { most: 40, lines })).toEqual({ text });
});

it.each([
  ['two\nlines', 'control character'],
  ['nul\0', 'control character'],
  ['bell\u0007', 'control character'],
  ['hidden\u{e0041}', 'control character'],
  ['paragraph\u2029s', 'control character'],
  ['invoice\u202efdp.exe', 'change of direction'],
  ['iso\u2067late', 'change of direction'],
  ['\u3164', 'nothing but blanks'],
  ['\u2800 \u200b', 'nothing but blanks'],
  ['half \ud83d', 'half of one'],
  ['x'.repeat(41), 'at most 40 characters, got 41'],
  ['x'.repeat(1_000_000), 'at most 40 characters, got 1000000'],
])('refuses %j', (written, fault) => {
  expect(plainText(written, { most: 40 })).toEqual({ fault: expect.stringContaining(fault) });
});
