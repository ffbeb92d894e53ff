import type { Postings } from './postings.ts';
import type { RankIndex } from './rank-index.ts';
import type { UnitTerm } from './rank-query.ts';
import { rarityOf } from './weights.ts';

/** What a term adds to the score of one document: its weight and rarity times how much it says of it; 0: it does not stand there. */
export function contribution(index: RankIndex, { term, weight }: UnitTerm, document: number): number {
  const number = index.vocabulary.number(term);
  if (number === undefined) return 0;
  return (weight * rarityOf(index, term) * impactIn(index.vocabulary.postings[number]!, document)) / 255;
}

/** How much a term says of a document, 0 to 255; 0: it does not stand there. By halving: entries stand in the order of documents. */
function impactIn({ entries, length }: Postings, document: number): number {
  let [from, to] = [0, length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (entries[middle]! >>> 8 < document) from = middle + 1;
    else to = middle;
  }
  return from < length && entries[from]! >>> 8 === document ? entries[from]! & 0xff : 0;
}
