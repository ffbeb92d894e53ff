import type { RankIndex } from './rank-index.ts';
import type { UnitTerm } from './rank-query.ts';
import { rarityOf } from './weights.ts';

/** Where a term stands, and what a point of its impact is worth. */
export interface Said {
  entries: Uint32Array;
  worth: number;
}

export const said = (index: RankIndex, term: UnitTerm): Said => ({
  entries: index.vocabulary.entries(term.term),
  worth: pointOf(index, term),
});

/** What one point of 255 of a term’s impact adds to a score: by its weight and its rarity. */
export const pointOf = (index: RankIndex, { term, weight }: UnitTerm): number => (weight * rarityOf(index, term)) / 255;
