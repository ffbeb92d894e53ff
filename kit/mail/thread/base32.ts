/** RFC 4648, 6, in small letters and without filling: mail programs change the case of what stands before `@`. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

export function base32(bytes: Uint8Array): string {
  let text = '';
  let [rest, bits] = [0, 0];
  for (const byte of bytes) {
    rest = (rest << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += ALPHABET[(rest >> (bits - 5)) & 31];
      bits -= 5;
    }
    rest &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(rest << (5 - bits)) & 31] : text;
}

export const isBase32 = (text: string): boolean => /^[a-z2-7]+$/.test(text);

/** The bytes of a text in base 32; what is left over of a last letter is dropped. Expects one. */
export function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let [rest, bits] = [0, 0];
  for (const letter of text) {
    rest = (rest << 5) | ALPHABET.indexOf(letter);
    bits += 5;
    if (bits >= 8) {
      bytes.push((rest >> (bits - 8)) & 255);
      bits -= 8;
    }
    rest &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}
