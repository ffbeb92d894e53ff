import type { RankIndex } from './rank-index.ts';

/** How much a term tells documents apart: the rarer, the more (inverse document frequency). */
export function rarity(documents: number, standsIn: number): number {
  return Math.log(1 + (documents - standsIn + 0.5) / (standsIn + 0.5));
}

/** A word that no document has says as much as a rare one: not more, because it may be a name or a slip. */
export const unknownRarity = (documents: number): number => rarity(documents, Math.max(1, Math.sqrt(documents) / 4));

/**
 * What a term of the index says; of one that nothing has, what an unknown word says. Postings of holes count as their share; that is an estimate, so it goes in
 * eighths, in which processes with other holes agree.
 */
export function rarityOf({ vocabulary, size, numbers }: RankIndex, term: string): number {
  const count = vocabulary.count(term);
  if (count === 0) return unknownRarity(size);
  return Math.max(1, Math.round(8 * rarity(size, Math.min(size, (count * size) / Math.max(1, numbers))))) / 8;
}
