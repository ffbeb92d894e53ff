import { LRUCache } from 'lru-cache';
import { fold } from '../../../kit/text/fold.ts';
import type { LocalizedText } from '../../../kit/text/localized-text.ts';

/** What a product is compared by: public content only. */
export interface Comparable {
  name: LocalizedText;
  attributes: readonly { value: LocalizedText }[];
  hsCode: string | null;
}

const MOST = 48;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const WORD = /[\p{L}\p{N}][\p{L}\p{N}./-]*/gu;
const HAN = /\p{Script=Han}/u;

/** The words, sizes, grades and codes of a product, folded and each once: `vana`, `dn50`, `316`, `hs 848180`. */
export function featuresOf({ name, attributes, hsCode }: Comparable): string[] {
  const features = new Set<string>();
  for (const text of [name, ...attributes.map(({ value }) => value)]) {
    for (const words of Object.values(text) as string[]) for (const word of wordsOf(words)) features.add(word);
  }
  if (hsCode) features.add(`hs ${hsCode}`);
  return [...features].slice(0, MOST);
}

/** Values of attributes come again and again; names hardly ever. */
const known = new LRUCache<string, string[]>({ max: 20_000 });

function wordsOf(text: string): string[] {
  let words = known.get(text);
  if (!words) known.set(text, (words = cut(fold(text))));
  return words;
}

function cut(folded: string): string[] {
  if (!HAN.test(folded)) return folded.match(WORD) ?? [];
  return [...segmenter.segment(folded)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}
