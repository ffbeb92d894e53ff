import type { RankQuery, UnitTerm } from '../ranking/rank-query.ts';

/** One thing that a query asks for: a word, a size, a concept of the trade. */
export interface Unit {
  /** Its place in the query. */
  start: number;
  end: number;
  /** What it is found by: the first is what a document has to have. */
  terms: readonly UnitTerm[];
  /** The term that was taken instead of one that no document has; null: it was taken as it stands. */
  corrected: string | null;
}

/** A query, read: what it asks for, and what was made of it. */
export interface Understood extends RankQuery {
  /** What the places of the units are in: the query, or what was probably meant. */
  text: string;
  units: readonly Unit[];
  /** Which unit says what the goods are, such as the last noun; -1: none does. */
  head: number;
  /** The query as it was probably meant; null: as it stands. */
  didYouMean: string | null;
  /** The words within quotation marks, which have to stand beside each other. */
  phrases: readonly (readonly string[])[];
  /** Whether it has quotation marks, in any language: then nothing of it is dropped. */
  isQuoted: boolean;
}

/** What the units’ documents have to have, in the order of the query. */
export const requiredTerms = ({ units }: Pick<Understood, 'units'>): string[] =>
  units.map(({ terms }) => terms[0]!.term);
