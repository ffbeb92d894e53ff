import { knownTexts } from './known-texts.ts';
import { simplified } from './simplified.ts';
import type { Token } from './token.shape.ts';

/** Looking into the dictionary takes longest of all. A character has some three tokens: 30 MB at the most. */
const known = knownTexts<readonly Token[]>(1_500, 30_000);
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * A run of Chinese characters as the words that the dictionary of ICU finds in it, and as single characters and neighbouring pairs: where the dictionary
 * parts a text otherwise than a query, the pairs still find it (`钢管` in `不锈钢管`). Simplified, so that both ways of writing are one.
 */
export function hanTokens(run: string, start: number): Token[] {
  let tokens = known.get(run);
  if (!tokens) known.set(run, (tokens = cut(simplified(run))));
  return tokens.map((token) => ({ ...token, start: token.start + start, end: token.end + start }));
}

function cut(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    if (segment.length > 1) tokens.push(token('word', segment, index));
  }
  const characters = [...text];
  let at = 0;
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
