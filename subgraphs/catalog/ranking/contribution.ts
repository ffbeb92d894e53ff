import type { RankIndex } from './rank-index.ts';
import type { UnitTerm } from './rank-query.ts';
import { pointOf } from './said.ts';

/** What a term adds to the score of one document: its weight and rarity times how much it says of it; 0: it does not stand there. */
export function contribution(index: RankIndex, term: UnitTerm, document: number): number {
  const number = index.vocabulary.number(term.term);
  if (number === undefined) return 0;
  return pointOf(index, term) * index.vocabulary.postings.impact(number, document);
}
