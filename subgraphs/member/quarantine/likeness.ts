import { createHmac } from 'node:crypto';
import { fold } from '../../../kit/text/fold.ts';

/** Characters of a piece of text that is compared as a whole. */
const SHINGLE = 6;
/** A shorter text is like many others by chance. */
const LEAST = 60;
const MOST = 1_500;
const MINIMA = 8;
const BANDS = 4;

/**
 * Marks of a text that texts like it share, and others do not: a few of the smallest keyed hashes of its pieces (MinHash), in bands. Two
 * texts of which nine tenths are the same share one almost surely. Without the key nothing can be told from them; none for a short text.
 */
export function likenessOf(text: string, key: Uint8Array): string[] {
  const plain = fold(text)
    .replaceAll(/\p{N}/gu, '0')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .slice(0, MOST);
  if (plain.length < LEAST) return [];
  const minima = new Uint32Array(MINIMA).fill(2 ** 32 - 1);
  for (let at = 0; at + SHINGLE <= plain.length; at++) {
    const hash = createHmac('sha256', key)
      .update(plain.slice(at, at + SHINGLE))
      .digest();
    for (let n = 0; n < MINIMA; n++) minima[n] = Math.min(minima[n]!, hash.readUInt32BE(4 * n));
  }
  const wide = MINIMA / BANDS;
  return Array.from({ length: BANDS }, (_, band) =>
    [band, ...minima.subarray(band * wide, (band + 1) * wide)].join('.'),
  );
}
