import { NASTY } from '../../../test/kit/nasty-texts.ts';
import { archiveName } from './archive-name.ts';

it.each([
  ['teklif.pdf', 'teklif.pdf'],
  ['özet 摘要.txt', 'özet 摘要.txt'],
  ['../../etc/passwd', '__.._etc_passwd'],
  ['..\\..\\a.pdf', '__.._a.pdf'],
  ['.bashrc', '_bashrc'],
  ['a\0\u202Efdp.exe', 'a__fdp.exe'],
  ['CON.pdf', 'CON_.pdf'],
  ['nul', 'nul_'],
  ['console.pdf', 'console.pdf'],
  ['ends. . ', 'ends'],
  ['', 'file'],
])('%j is called %j', (filename, name) => {
  expect(archiveName(filename)).toBe(name);
});

const LONG = [
  '阀'.repeat(200),
  `${'阀'.repeat(200)}.pdf`,
  '😀'.repeat(100),
  `a.1234567${'😀'.repeat(50)}`,
  `${'a'.repeat(90)} .${'b'.repeat(90)}`,
];

it.each([...NASTY, ...LONG, ...LONG.map((name) => `${name} `)])('%j is one plain name, not too long', (filename) => {
  const name = archiveName(filename);
  expect(name).not.toMatch(/[\\/:*?"<>|\p{C}]|^[.\s]|[.\s]$|^$/u);
  // What went is told in a file of this name.
  expect(Buffer.byteLength(`${name}.deleted.txt`)).toBeLessThanOrEqual(255);
  expect(encodeURIComponent(name).length).toBeGreaterThan(0);
});
