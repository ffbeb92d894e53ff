import { isStopWord } from './stop-words.ts';
import type { Token } from './token.ts';

const BOUNDARY = /[,;:(|–—/，；：（、]/;
const DIGIT = /\d/;

/**
 * Where the noun phrase at the beginning of a name ends, before sizes, commas and “for …”: its last word is what the goods are, in Turkish, Chinese and English
 * alike (`olive oil` is oil, `olive oil soap` is soap). -1: there is none.
 */
export function headEnd(tokens: readonly Token[], text: string): number {
  let end = -1;
  for (const token of tokens) {
    if (token.kind === 'joined' || (token.kind === 'gram' && token.end - token.start > 1)) continue;
    if (end >= 0 && token.start >= end && BOUNDARY.test(text.slice(end, token.start))) return end;
    const term = token.terms[0]!;
    const isBeside = DIGIT.test(term) || isStopWord(term);
    if (isBeside && end >= 0) return end;
    if (!isBeside) end = Math.max(end, token.end);
  }
  return end;
}
