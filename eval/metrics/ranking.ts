import { isJudged, type AnswersFrom, type JudgedQuery } from './judged-query.ts';

/** How many of the first `k` documents were judged, as a share; null when nothing was found. */
export function judgedShare(query: JudgedQuery, ranking: readonly string[], k: number): number | null {
  const first = ranking.slice(0, k);
  return first.length === 0 ? null : first.filter((id) => isJudged(query, id)).length / first.length;
}

/** One divided by the place of the first document that answers; 0 when none of the first `k` does. */
export function reciprocalRank(query: JudgedQuery, ranking: readonly string[], k: number, from: AnswersFrom): number {
  const place = ranking.slice(0, k).findIndex((id) => (query.grades.get(id) ?? 0) >= from);
  return place < 0 ? 0 : 1 / (place + 1);
}

/** Which share of all documents that answer is among the first `k`. */
export function recall(query: JudgedQuery, ranking: readonly string[], k: number, from: AnswersFrom): number {
  const answering = [...query.grades.values()].filter((grade) => grade >= from).length;
  if (answering === 0) return 0;
  const found = ranking.slice(0, k).filter((id) => (query.grades.get(id) ?? 0) >= from).length;
  return found / answering;
}
