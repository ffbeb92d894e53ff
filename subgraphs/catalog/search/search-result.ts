import type { EngineAnswer } from '../engine/engine.ts';
import type { PlacePosition, Position } from './cursor.ts';
import { facetCounts, verifiedCounts, type Counts } from './facet-plan.ts';
import type { FacetName } from './facet-token.ts';
import type { SearchPlan, SearchRequest } from './search-plan.ts';
import type { WordsFound } from './word-search.ts';

/** What every indexed document has, and paging needs. */
export interface Hit {
  id: string;
  seq: number;
}

/** A query's words with what is put before others. */
export interface Words extends WordsFound {
  /** Numbers (`seq`) of documents that stand where somebody paid for it. */
  lifted: ReadonlySet<number>;
}

export interface SearchResult<H extends Hit> {
  hits: H[];
  total: number;
  /** What became of the words; null: there were none. */
  words: Words | null;
  hasNextPage: boolean;
  facets: Map<FacetName, Counts>;
  /** The position after the i-th hit. */
  positionAfter(index: number): Position;
}

/** Where the hits of a page stand. */
export interface Page<H extends Hit> {
  hits: H[];
  /** How many of the engine's order come before them. */
  offset: number;
  words: Words | null;
  /** How many documents of a ranking come before the engine's order. */
  head: number;
}

export function resultOf<H extends Hit>(
  request: SearchRequest,
  plan: SearchPlan,
  answers: EngineAnswer<H>[],
  { hits, offset, words, head }: Page<H>,
): SearchResult<H> {
  const page = answers[0]!;
  const { lead } = request.order;
  const from = request.after?.by === 'offset' ? offset : 0;
  return {
    hits,
    words,
    total: answers[plan.whole]!.estimatedTotalHits,
    hasNextPage: page.estimatedTotalHits > from + hits.length,
    facets: facetsOf(request, plan, answers),
    positionAfter(index) {
      const hit = hits[index]!;
      if (lead) return { by: 'key', value: hit[lead.attribute as 'seq'], seq: hit.seq };
      return placePosition(request, hits, index, head + offset + index + 1);
    },
  };
}

/** The position after the i-th hit of a page, before which so many documents come. */
export function placePosition(
  { after }: SearchRequest,
  hits: readonly Hit[],
  index: number,
  offset: number,
): PlacePosition {
  const last = after?.by === 'offset' ? after.id : '';
  const before = hits[index - 1]?.id ?? (last || null);
  return { by: 'offset', offset, id: hits[index]!.id, before };
}

/** One page of two parts. */
export const joined = <H extends Hit>(first: SearchResult<H>, rest: SearchResult<H>): SearchResult<H> => ({
  ...first,
  hits: [...first.hits, ...rest.hits],
  hasNextPage: rest.hasNextPage,
  positionAfter: (index) =>
    index < first.hits.length ? first.positionAfter(index) : rest.positionAfter(index - first.hits.length),
});

const facetsOf = (request: SearchRequest, plan: SearchPlan, answers: EngineAnswer<unknown>[]) =>
  new Map(plan.facets.map(({ plan: facet, outside }) => [facet.key, countsOf(request, plan, facet, outside, answers)]));

function countsOf(
  request: SearchRequest,
  plan: SearchPlan,
  facet: SearchPlan['facets'][number]['plan'],
  outside: number | null,
  answers: EngineAnswer<unknown>[],
): Counts {
  if (facet.key !== 'verified') {
    return facetCounts(
      facet,
      answers[plan.whole]!.facetDistribution,
      outside === null ? undefined : answers[outside]!.facetDistribution,
      request.criteria.selections,
    );
  }
  const whole = request.criteria.selections.has('verified') ? outside! + 1 : plan.whole;
  const [verified, all] = [answers[outside!]!.estimatedTotalHits, answers[whole]!.estimatedTotalHits];
  return verifiedCounts(verified, all);
}
