import type { Passes } from './columns.ts';
import { codesOf } from './orders.ts';
import type { RankIndex } from './rank-index.ts';

/** Whether the words of each phrase stand beside each other in a document. */
export function hasPhrases(index: RankIndex, phrases: readonly (readonly string[])[]): Passes {
  const numbered = phrases.map((terms) => terms.map((term) => index.vocabulary.number(term) ?? -1));
  if (numbered.some((terms) => terms.includes(-1))) return () => false;
  const all = numbered.map(codesOf);
  return (document) => all.every((codes) => index.orders.has(document, codes));
}
