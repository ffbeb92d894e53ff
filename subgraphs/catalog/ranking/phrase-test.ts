import type { Passes } from './columns.ts';
import type { RankIndex } from './rank-index.ts';

/** Whether the words of each phrase stand beside each other in a document. */
export function hasPhrases(index: RankIndex, phrases: readonly (readonly string[])[]): Passes {
  const numbered = phrases.map((terms) => terms.map((term) => index.vocabulary.number(term) ?? -1));
  if (numbered.some((terms) => terms.includes(-1))) return () => false;
  return (document) => {
    const words = index.orders.of(document);
    return numbered.every((terms) => holds(words, terms));
  };
}

function holds(words: Uint32Array, terms: readonly number[]): boolean {
  for (let at = words.indexOf(terms[0]!); at >= 0; at = words.indexOf(terms[0]!, at + 1))
    if (terms.every((term, index) => words[at + index] === term)) return true;
  return false;
}
