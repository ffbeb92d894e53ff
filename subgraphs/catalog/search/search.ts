import { LRUCache } from 'lru-cache';
import { unavailable } from '../../../kit/graphql/refusal.ts';
import { EngineFailure, type Engine, type EngineAnswer } from '../engine/engine.ts';
import type { Position } from './cursor.ts';
import { facetCounts, type Counts } from './facet-plan.ts';
import type { FacetName } from './facet-token.ts';
import { planSearch, type Matching, type SearchPlan, type SearchRequest } from './search-plan.ts';

/** What every indexed document has, and paging needs. */
export interface Hit {
  id: string;
  seq: number;
  _formatted?: Record<string, string>;
}

export interface SearchResult<H extends Hit> {
  hits: H[];
  total: number;
  /** Whether words were dropped to find anything. */
  relaxed: boolean;
  hasNextPage: boolean;
  facets: Map<FacetName, Counts>;
  /** The position after the i-th hit. */
  positionAfter(index: number): Position;
}

const REANCHOR_WITHIN = 100;

/** Asks the engine for pages; the same search asked twice at once is asked once. */
export class Search {
  readonly #engine: Engine;
  readonly #asking = new LRUCache<string, Promise<EngineAnswer<Hit>[]>>({ max: 10_000 });

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async run<H extends Hit>(request: SearchRequest): Promise<SearchResult<H>> {
    try {
      const exact = await this.#page<H>(request, 'all');
      if (exact.total > 0 || !request.criteria.words.includes(' ')) return exact;
      return { ...(await this.#page<H>(request, 'last')), relaxed: true };
    } catch (error) {
      if (error instanceof EngineFailure)
        throw unavailable(
          'Search does not answer at the moment; product and company pages do. Try again in a few seconds.',
        );
      throw error;
    }
  }

  async #page<H extends Hit>(request: SearchRequest, matching: Matching, findAgain = true): Promise<SearchResult<H>> {
    const plan = planSearch(request, matching);
    const answers = (await this.#ask(plan)) as EngineAnswer<H>[];
    const { after, first } = request;
    const [page] = answers;
    if (after?.by !== 'offset') return resultOf(request, plan, answers, page!.hits, 0);
    if (page!.hits[0]?.id === after.id) return resultOf(request, plan, answers, page!.hits.slice(1), after.offset);
    const moved = findAgain ? await this.#find(request, matching, after) : null;
    if (moved === null) return resultOf(request, plan, answers, page!.hits.slice(1, first + 1), after.offset);
    return this.#page({ ...request, after: { ...after, offset: moved } }, matching, false);
  }

  /** Where the document that ended the last page stands now, if it is still near: documents before it came or went. */
  async #find(request: SearchRequest, matching: Matching, after: Position & { by: 'offset' }): Promise<number | null> {
    const offset = Math.max(0, after.offset - 1 - REANCHOR_WITHIN);
    const around: SearchRequest = {
      ...request,
      after: null,
      first: 2 * REANCHOR_WITHIN + 1,
      retrieve: ['id'],
      highlight: [],
      facets: [],
      wantsTotal: false,
    };
    const [query] = planSearch(around, matching).queries;
    const [answer] = await this.#engine.search<Hit>([{ ...query!, offset }]);
    const index = answer!.hits.findIndex(({ id }) => id === after.id);
    return index < 0 ? null : offset + index + 1;
  }

  #ask({ queries }: SearchPlan): Promise<EngineAnswer<Hit>[]> {
    const key = JSON.stringify(queries);
    let asking = this.#asking.get(key);
    if (!asking) {
      asking = this.#engine.search<Hit>(queries).finally(() => this.#asking.delete(key));
      this.#asking.set(key, asking);
    }
    return asking;
  }
}

function resultOf<H extends Hit>(
  request: SearchRequest,
  plan: SearchPlan,
  answers: EngineAnswer<H>[],
  hits: H[],
  offset: number,
): SearchResult<H> {
  const page = answers[0]!;
  const { lead } = request.order;
  const from = request.after?.by === 'offset' ? offset : 0;
  return {
    hits,
    total: answers[plan.whole]!.estimatedTotalHits,
    relaxed: false,
    hasNextPage: page.estimatedTotalHits > from + hits.length,
    facets: new Map(
      plan.facets.map(({ plan: facet, outside }) => [facet.key, countsOf(request, plan, facet, outside, answers)]),
    ),
    positionAfter(index) {
      const hit = hits[index]!;
      if (lead) return { by: 'key', value: hit[lead.attribute as 'seq'], seq: hit.seq };
      return { by: 'offset', offset: offset + index + 1, id: hit.id };
    },
  };
}

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
      answers[plan.whole]!,
      outside === null ? undefined : answers[outside],
      request.criteria.selections,
    );
  }
  const whole = request.criteria.selections.has('verified') ? outside! + 1 : plan.whole;
  const [verified, all] = [answers[outside!]!.estimatedTotalHits, answers[whole]!.estimatedTotalHits];
  return new Map([
    ['true', verified],
    ['false', all - verified],
  ]);
}
