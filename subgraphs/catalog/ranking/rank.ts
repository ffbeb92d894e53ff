import { rankAll } from './rank-all.ts';
import { rankAny } from './rank-any.ts';
import type { RankIndex } from './rank-index.ts';
import type { Choice, Narrowing, Ranking, RankQuery, UnitTerm, Worth } from './rank-query.ts';
import { withAll } from './ranking-of.ts';

/** Units of a query that are told apart; further ones do not count. */
export const MOST_UNITS = 14;
/** Postings that ranking one query may read when nothing else is said: about ten milliseconds. */
export const RANKING_BUDGET = 4_000_000;
/** What so many documents have says next to nothing of any, and reading it costs the most: only what is asked for is read then. */
const BROAD = { least: 4_000, share: 0.05 };

const ANYTHING: Worth = { share: 0, unit: null };

export interface RankOptions {
  /** Postings that may be read. */
  budget?: number;
  /** Absent: whatever has anything of what is looked for. */
  choice?: Choice;
}

/**
 * The documents that have most of what is looked for: each unit by how much its term says of the document (BM25F) and how rare it is, more where words
 * stand beside each other as in the query, all times the share of the query that the document has. Null when that would read more than one query may:
 * the engine’s order has to do then. Pure; does not wait.
 */
export function rank(
  index: RankIndex,
  query: RankQuery,
  narrowing: Narrowing,
  most: number,
  { budget = RANKING_BUDGET, choice }: RankOptions = {},
): Ranking | null {
  const told = tellingPart(index, query);
  const counts = (terms: readonly UnitTerm[]) => terms.map(({ term }) => index.vocabulary.count(term));
  let all: Ranking | null = null;
  if (choice && choice.enough !== null && told.units.length > 0) {
    if (Math.min(...counts(told.units.map(({ terms }) => terms[0]!))) > budget) return null;
    all = rankAll(index, told, narrowing, most);
    if (all.full >= choice.enough) return all;
  }
  const read = counts([...told.units.flatMap(({ terms }) => terms), ...told.bonuses]);
  if (read.reduce((sum, count) => sum + count, 0) > budget) return null;
  const any = rankAny(index, told, narrowing, most, choice?.worth(all?.full ?? 0) ?? ANYTHING);
  return all ? withAll(all, any, most) : any;
}

/** What is looked for, without what says too little for what reading it costs. */
function tellingPart(index: RankIndex, query: RankQuery): RankQuery {
  const isTelling = ({ term }: UnitTerm) =>
    index.vocabulary.count(term) <= Math.max(BROAD.least, index.numbers * BROAD.share);
  const units = query.units
    .slice(0, MOST_UNITS)
    .map(({ terms }) => ({ terms: terms.filter((term, place) => place === 0 || isTelling(term)) }));
  return { ...query, units, bonuses: query.bonuses.filter(isTelling) };
}
