import type { Passes } from './columns.ts';

/** A word that counts for a unit of a query, and how much beside the unit’s own. */
export interface UnitTerm {
  term: string;
  weight: number;
}

/** One thing that is looked for. A document that has the first of its terms has it; one with another of them has it in part. */
export interface RankUnit {
  terms: readonly UnitTerm[];
}

/** What a query looks for, as the index knows it. */
export interface RankQuery {
  units: readonly RankUnit[];
  /** Terms that speak for a document and are not asked for. */
  bonuses: readonly UnitTerm[];
  /** Words that stand beside each other in the query. */
  pairs: readonly (readonly [string, string])[];
}

/** A document that has something of what is looked for. */
export interface Ranked {
  document: number;
  id: string;
  seq: number;
  score: number;
  /** How much of the query’s weight it has, 0 to 1. */
  share: number;
  /** Which units it has, a bit each. */
  mask: number;
  /** Whether it has all. */
  isFull: boolean;
}

/** What documents have to pass to be counted, and what of them to be shown; one look at the index serves both. */
export interface Narrowing {
  passes: Passes;
  /** Asked of documents that pass; absent: all of them are shown. */
  narrow?: Passes;
}

/** What a document that has not all needs to be worth showing. */
export interface Worth {
  /** So much of the query’s weight, 0 to 1. */
  share: number;
  /** This unit, by its place in the query; null: any. */
  unit: number | null;
}

/** What is wanted of a ranking where not everything is. */
export interface Choice {
  /** Where so many documents have all that is looked for, only those are; fewer are kept beside what has only some of it, whatever that says. Null: it does not matter who has all. */
  enough: number | null;
  /** What is, where only so many have all. */
  worth(full: number): Worth;
}

export interface Ranking {
  /** The best first. */
  best: Ranked[];
  /** Of those that also pass what the query is narrowed by, the best first. */
  narrowed: Ranked[];
  /** How many have all. */
  full: number;
  /** Which have all, in no order; by their numbers, which hold until the index next changes. */
  having: Uint32Array;
}
