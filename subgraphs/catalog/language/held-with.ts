import { characterTerm } from './marked-term.ts';
import { isStopWord } from './stop-words.ts';
import { tokensOf } from './token.ts';

const HAN = /\p{Script=Han}/u;

/**
 * By which terms documents are found that hold a text, whatever concepts are known: each list is one way, and takes all of its terms. Words that long texts leave out
 * are none of them; a Chinese character that stands alone has two ways.
 */
export function heldWith(text: string): string[][] {
  const tokens = tokensOf(text);
  const certain = tokens
    .filter(({ kind, terms: [term] }) =>
      HAN.test(term!) ? kind === 'gram' && term!.length > 1 : kind === 'word' && !isStopWord(term!),
    )
    .map(({ terms: [term] }) => term!);
  if (certain.length > 0) return [certain];
  const others = tokens.map(({ terms: [term] }) => term!);
  return others.length > 0 ? [others, others.map(characterTerm)] : [];
}
