import { hasAnswer, type AnswersFrom, type JudgedQuery } from './judged-query.ts';
import { condensedNdcg, ndcg } from './ndcg.ts';
import { judgedShare, recall, reciprocalRank } from './ranking.ts';

/** What a system answered to one query, and what it took. */
export interface Asked {
  query: JudgedQuery;
  /** Ids of documents, best first. */
  ranking: readonly string[];
  ms: number;
  /** How many stages made the answer; null: the system does not say. */
  stages: 1 | 2 | null;
}

/** Deep enough for recall. */
export const DEPTH = 100;

/** Each query's value, in the order of the queries that have an answer. */
export const ndcgOfEach = (asked: readonly Asked[], k: number, from: AnswersFrom, condensed = false): number[] =>
  answerable(asked, from).map(({ query, ranking }) => (condensed ? condensedNdcg : ndcg)(query, ranking, k));

/** The figures of one system over a set, under the keys that the closing line has. */
export function figuresOf(asked: readonly Asked[], k: number, from: AnswersFrom): Record<string, number | null> {
  const answered = answerable(asked, from);
  const unanswerable = asked.filter(({ query }) => !hasAnswer(query, from));
  const empty = (some: readonly Asked[]) => mean(some.map(({ ranking }) => (ranking.length === 0 ? 1 : 0)));
  return {
    queries: answered.length,
    [`ndcg${k}`]: mean(ndcgOfEach(asked, k, from)),
    [`condensedNdcg${k}`]: mean(ndcgOfEach(asked, k, from, true)),
    [`judged${k}`]: mean(answered.flatMap(({ query, ranking }) => judgedShare(query, ranking, k) ?? [])),
    [`mrr${k}`]: mean(answered.map(({ query, ranking }) => reciprocalRank(query, ranking, k, from))),
    [`recall${DEPTH}`]: mean(answered.map(({ query, ranking }) => recall(query, ranking, DEPTH, from))),
    zeroResultRate: empty(answered),
    noAnswerQueries: unanswerable.length,
    noAnswerEmptyRate: empty(unanswerable),
    ...times(asked),
  };
}

function times(asked: readonly Asked[]): Record<string, number | null> {
  const within = (share: number, stages?: 1 | 2): number | null => {
    const ms = asked.filter((one) => stages === undefined || one.stages === stages).map((one) => one.ms);
    return ms.length === 0 ? null : ms.toSorted((a, b) => a - b)[Math.ceil(share * ms.length) - 1]!;
  };
  const all = { p50Ms: within(0.5), p95Ms: within(0.95) };
  if (asked.every(({ stages }) => stages === null)) return all;
  return {
    ...all,
    twoStageShare: mean(asked.map(({ stages }) => (stages === 2 ? 1 : 0))),
    oneStageP50Ms: within(0.5, 1),
    oneStageP95Ms: within(0.95, 1),
    twoStageP50Ms: within(0.5, 2),
    twoStageP95Ms: within(0.95, 2),
  };
}

const answerable = (asked: readonly Asked[], from: AnswersFrom): Asked[] =>
  asked.filter(({ query }) => hasAnswer(query, from));

/** Null of nothing. */
export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
