/**
 * A canary is a token of lower-case letters and digits, unique in a test, that stands in the place of personal data. All begin
 * alike, so that one search finds whichever is there. The `i` in it is what Turkish capitals change.
 */
export const MARK = 'kanaryi7q';
const NUMBER = 6;

/** The n-th canary: the mark and its number. */
export const canary = (n: number): string => MARK + n.toString(36).padStart(NUMBER, '0');

/** One way in which a text may lie in a file. */
export interface Form {
  name: string;
  /** What the mark is in this form, without what depends on its neighbours. */
  mark: Buffer;
}

const hex = (text: string): string => Buffer.from(text).toString('hex');

/** The mark within base64, when it begins `offset` bytes into a group of three: without the letters that it shares with others. */
function base64At(offset: number): Buffer {
  const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(MARK)])
    .toString('base64')
    .replace(/=+$/, '');
  const whole = Math.floor(((offset + MARK.length) * 4) / 3);
  return Buffer.from(encoded.slice(Math.ceil((offset * 4) / 3), whole));
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** Every form that is searched for. Letters and digits are the same in URLs, but for those who escape everything. */
export const FORMS: readonly Form[] = [
  { name: 'as it is', mark: Buffer.from(MARK) },
  { name: 'in capitals', mark: Buffer.from(MARK.toUpperCase()) },
  { name: 'in Turkish capitals', mark: Buffer.from(MARK.toLocaleUpperCase('tr')) },
  { name: 'capitalised', mark: Buffer.from(MARK[0]!.toUpperCase() + MARK.slice(1)) },
  ...[0, 1, 2].map((offset) => ({ name: `base64, offset ${offset}`, mark: base64At(offset) })),
  { name: 'escaped for a URL', mark: Buffer.from(hex(MARK).replace(/../g, '%$&')) },
  { name: 'hex', mark: Buffer.from(hex(MARK)) },
  { name: 'hex in capitals', mark: Buffer.from(hex(MARK).toUpperCase()) },
  { name: 'UTF-16, little end first', mark: Buffer.from(MARK, 'utf16le') },
  { name: 'UTF-16, big end first', mark: utf16be(MARK) },
  { name: 'backwards', mark: Buffer.from(Buffer.from(MARK).toReversed()) },
];
