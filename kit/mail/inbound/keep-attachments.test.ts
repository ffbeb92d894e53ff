import { crc32, deflateRawSync } from 'node:zlib';
import { keepAttachments } from './keep-attachments.ts';
import { fileNameOf } from './file-name.ts';

/** A ZIP archive of these files. `says`: what it claims of the first one's length. */
function packed(files: Readonly<Record<string, Buffer | string>>, says?: number): Buffer {
  const [bodies, entries]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content);
    const small = deflateRawSync(data, { level: 9 });
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(small.length, 14);
    head.writeUInt32LE(says ?? data.length, 18);
    head.writeUInt16LE(name.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), small]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const made = Buffer.from([20, 0]);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02'), made, head, tail, Buffer.from(name)]));
    bodies.push(body);
    offset += body.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, directory, Buffer.from('PK\x05\x06'), end]);
}
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const TYPES = `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${WORD}"/></Types>`;
const docx = (more: Readonly<Record<string, Buffer | string>> = {}, says?: number) =>
  packed({ '[Content_Types].xml': TYPES, 'word/document.xml': '<w:document/>', ...more }, says);
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const PDF = Buffer.from('%PDF-1.7\n%%EOF\n');
const STEP = "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n";
const one = async (filename: string, content: Buffer | string) => {
  const { kept, refused } = await keepAttachments([{ filename, content: Buffer.from(content) }]);
  return kept[0] ? `${kept[0].filename} ${kept[0].contentType}` : refused[0]!.code;
};

it.each([
  ['list.pdf', PDF, 'list.pdf application/pdf'],
  ['photo.png', PNG, 'photo.png image/png'],
  ['photo.jpeg', Buffer.from('ffd8ffe000104a46494600010100', 'hex'), 'photo.jpeg.jpg image/jpeg'],
  ['no-name', PDF, 'no-name.pdf application/pdf'],
  ['a.docx', docx(), 'a.docx application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['fiyat.csv', 'a;b\nç;ş\n', 'fiyat.csv text/csv'],
  ['readme.txt', 'Merhaba, 你好', 'readme.txt text/plain'],
  ['part.step', STEP, 'part.step model/step'],
  ['part.dxf', '0\r\nSECTION\r\n2\r\nHEADER\r\n', 'part.dxf image/vnd.dxf'],
])('passes on %s', async (filename, content, expected) => {
  expect(await one(filename, content)).toBe(expected);
});

it.each([
  ['tool.exe', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'EXECUTABLE'],
  ['list.pdf', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'EXECUTABLE'],
  ['list.pdf', Buffer.from('7f454c460201010000000000000000000200', 'hex'), 'EXECUTABLE'],
  ['list.pdf.js', 'alert(1)', 'EXECUTABLE'],
  ['list.pdf.exe ..', 'x', 'EXECUTABLE'],
  ['list.docm', docx(), 'EXECUTABLE'],
  ['list.txt', '#!/bin/sh\nrm -rf /', 'SCRIPT'],
  ['page.html', '<!doctype html><script>alert(1)</script>', 'MARKUP'],
  ['page.txt', 'Hello <script>alert(1)</script>', 'MARKUP'],
  ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'MARKUP'],
  ['drawing.svg', '<?xml version="1.0"?><svg/>', 'MARKUP'],
  ['all.zip', packed({ 'a.txt': 'x' }), 'ARCHIVE'],
  ['all.rar', Buffer.from('526172211a0700cf907300000d000000', 'hex'), 'ARCHIVE'],
  ['all.7z', Buffer.from('377abcaf271c00040000000000000000', 'hex'), 'ARCHIVE'],
  ['list.docx', docx({ 'word/vbaProject.bin': 'x' }), 'MACROS'],
  ['list.docx', docx({ 'word/embeddings/tool.exe': 'x' }), 'EXECUTABLE'],
  ['list.docx', docx({ 'word/media/inner.zip': 'x' }), 'EXECUTABLE'],
  ['bomb.docx', docx({ 'word/big.xml': Buffer.alloc(50 * 1_024 ** 2) }), 'BOMB'],
  ['broken.docx', docx().subarray(0, -30), 'BROKEN'],
  ['data.bin', Buffer.from([1, 2, 3, 0, 255]), 'NOT_LISTED'],
  ['latin.txt', Buffer.from([0x61, 0xfe, 0x62]), 'NOT_LISTED'],
  ['song.mp3', Buffer.from('494433030000000000', 'hex'), 'NOT_LISTED'],
  ['empty.txt', '', 'NOT_LISTED'],
])('refuses %s: %#', async (filename, content, code) => {
  expect(await one(filename, content)).toBe(code);
});

it('does not believe what an archive says of its lengths', async () => {
  const bomb = packed({ 'word/document.xml': Buffer.alloc(30 * 1_024 ** 2), '[Content_Types].xml': TYPES }, 100);
  expect(['BOMB', 'BROKEN', 'ARCHIVE']).toContain(await one('bomb.docx', bomb));
});

it('refuses an archive of very many entries', async () => {
  const many = Object.fromEntries(Array.from({ length: 2_500 }, (_, n) => [`word/${n}.xml`, 'x']));
  expect(await one('many.docx', docx(many))).toBe('BOMB');
});

it('passes on at most five, of five megabytes each and ten together, and says what it left out', async () => {
  const six = await keepAttachments(Array.from({ length: 6 }, (_, n) => ({ filename: `${n}.pdf`, content: PDF })));
  expect(six.kept).toHaveLength(5);
  expect(six.refused).toEqual([{ filename: '5.pdf', code: 'TOO_MANY' }]);
  const large = (mb: number) => Buffer.concat([PDF, Buffer.alloc(mb * 1_024 ** 2, 32)]);
  const sizes = await keepAttachments([6, 4, 4, 4].map((mb) => ({ filename: `${mb}.pdf`, content: large(mb) })));
  expect(sizes.kept).toHaveLength(2);
  expect(sizes.refused.map(({ code }) => code)).toEqual(['TOO_LARGE', 'TOO_LARGE']);
  const crowd = await keepAttachments(
    Array.from({ length: 1_000 }, () => ({ filename: 'a.bin', content: Buffer.from([0]) })),
  );
  expect(crowd.refused).toHaveLength(21);
});

it.each([
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\Users\\ali\\list.pdf', 'list.pdf'],
  ['list\u202efdp.exe', 'listfdp.exe.pdf'],
  ['a\r\nContent-Type: text/html', 'a Content-Type_ text_html.pdf'.replace('a Content-Type_ text_html', 'html')],
  ['con.pdf', '_con.pdf'],
  ['', 'file.pdf'],
  ['...', 'file.pdf'],
  ['fiyat listesi 2026.PDF', 'fiyat listesi 2026.pdf'],
  ['报价单.pdf.pdf', '报价单.pdf'],
])('calls %j %j', (name, expected) => {
  expect(fileNameOf(name, 'pdf')).toBe(expected);
});

it('makes no name longer than 120 characters, whole characters alone', () => {
  const name = fileNameOf('😀'.repeat(300), 'step');
  expect([...name]).toHaveLength(120);
  expect(name.endsWith('.step')).toBe(true);
});
