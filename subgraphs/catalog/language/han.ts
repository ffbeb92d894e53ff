import { simplified } from './simplified.ts';
import type { Token } from './token.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * A run of Chinese characters as the words that the dictionary of ICU finds in it, and as single characters and neighbouring pairs: where the dictionary
 * parts a text otherwise than a query, the pairs still find it (`钢管` in `不锈钢管`). Simplified, so that both ways of writing are one.
 */
export function hanTokens(run: string, start: number): Token[] {
  const text = simplified(run);
  const tokens: Token[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    if (segment.length > 1) tokens.push(token('word', segment, start + index));
  }
  const characters = [...text];
  let at = start;
  characters.forEach((character, index) => {
    const next = characters[index + 1];
    tokens.push(token('gram', character, at));
    if (next) tokens.push(token('gram', character + next, at));
    at += character.length;
  });
  return tokens;
}

const token = (kind: Token['kind'], term: string, start: number): Token => ({
  kind,
  terms: [term],
  start,
  end: start + term.length,
});
