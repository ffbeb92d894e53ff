import { isJudged, type JudgedQuery } from './judged-query.ts';

/** What a document of a grade is worth: 2^grade − 1, so that a perfect one outweighs several that merely fit. */
const gain = (grade: number): number => 2 ** grade - 1;

/**
 * Normalised discounted cumulative gain of the first `k` documents: each gain divided by log2 of its place plus one, and their sum by that of the
 * best order there is. A document that nobody judged is worth nothing. 0 when no document has a gain.
 */
export function ndcg(query: JudgedQuery, ranking: readonly string[], k: number): number {
  const best = discounted([...query.grades.values()].toSorted((a, b) => b - a).slice(0, k));
  if (best === 0) return 0;
  return discounted(ranking.slice(0, k).map((id) => query.grades.get(id) ?? 0)) / best;
}

/** The same after the documents that nobody judged are taken out: it does not punish a system for finding what no pool held. */
export const condensedNdcg = (query: JudgedQuery, ranking: readonly string[], k: number): number =>
  ndcg(
    query,
    ranking.filter((id) => isJudged(query, id)),
    k,
  );

const discounted = (grades: readonly number[]): number =>
  grades.reduce((sum, grade, place) => sum + gain(grade) / Math.log2(place + 2), 0);
