import type { EngineQuery } from '../engine/engine.ts';
import { filterOf, type Criteria } from './criteria.ts';
import type { Position } from './cursor.ts';
import { facetPlan, type FacetPlan } from './facet-plan.ts';
import type { FacetName } from './facet-token.ts';
import type { Order } from './order.ts';

/** One page of a search, ready to be asked. */
export interface SearchRequest {
  index: string;
  criteria: Criteria;
  order: Order;
  first: number;
  after: Position | null;
  /** Attributes of a hit that the client's selection needs. */
  retrieve: string[];
  facets: FacetName[];
  wantsTotal: boolean;
  now: number;
}

/** The engine's queries for a page, and which of them answers what. */
export interface SearchPlan {
  queries: EngineQuery[];
  /** Index of the query that counts the whole set. */
  whole: number;
  facets: { plan: FacetPlan; outside: number | null }[];
}

/** Which documents the words of a query mean; `{}`: all. */
export interface SearchSet {
  /** Terms that a document has to have, all of them, as the engine stores them. */
  q?: string;
  /** Documents that are meant, by their `seq`, where they are not meant by terms. */
  only?: readonly number[];
}

/** Pure: from a request to the queries that answer it, in one round trip. */
export function planSearch(request: SearchRequest, set: SearchSet, without: readonly number[] = []): SearchPlan {
  const { index, criteria, order, first, after, now } = request;
  const base: EngineQuery = { indexUid: index, ...(set.q && { q: set.q, matchingStrategy: 'all' }) };
  const within = set.only ? [[`seq IN [${set.only.join(',')}]`]] : [];
  const filterFor = (leaveOut?: FacetName) => [...filterOf(criteria, now, leaveOut), ...within];
  const filter = filterFor();
  const plans = request.facets.map((key) => facetPlan(key, criteria.selections));
  const inside = plans.flatMap((plan) => plan.inside);
  const page: EngineQuery = {
    ...base,
    filter: [
      ...filter,
      ...(after?.by === 'key' ? [beyond(order, after)] : []),
      ...(without.length > 0 ? [[`seq NOT IN [${without.join(',')}]`]] : []),
    ],
    ...(order.sort.length > 0 && { sort: order.sort }),
    ...(after?.by === 'offset' ? { offset: after.offset - 1, limit: first + 1 } : { limit: first }),
    attributesToRetrieve: request.retrieve,
  };
  const queries = [page];
  const counted = { facets: inside, ...(inside.length === 0 && { facets: undefined }) };
  let whole = 0;
  if ((after?.by === 'key' || without.length > 0) && (request.wantsTotal || plans.length > 0))
    whole = queries.push({ ...base, filter, limit: 0, ...counted }) - 1;
  else Object.assign(page, counted);
  const facets = plans.map((plan) => ({ plan, outside: outsideQuery(plan, base, filterFor, request, queries) }));
  return { queries, whole, facets };
}

/** Adds the query that counts a facet without its own selection; answers with its place, or null when none is needed. */
function outsideQuery(
  plan: FacetPlan,
  base: EngineQuery,
  filterFor: (leaveOut?: FacetName) => string[][],
  { criteria, now }: SearchRequest,
  queries: EngineQuery[],
): number | null {
  if (plan.key === 'verified') {
    const others = filterFor('verified');
    queries.push({ ...base, filter: [...others, `verifiedUntil > ${now}`], limit: 0 });
    if (criteria.selections.has('verified')) queries.push({ ...base, filter: others, limit: 0 });
    return queries.length - (criteria.selections.has('verified') ? 2 : 1);
  }
  if (plan.outside.length === 0) return null;
  return queries.push({ ...base, filter: filterFor(plan.key), limit: 0, facets: plan.outside }) - 1;
}

function beyond({ lead }: Order, after: { value: number; seq: number }): string[] {
  const than = lead!.descending ? '<' : '>';
  return [
    `${lead!.attribute} ${than} ${after.value}`,
    `${lead!.attribute} = ${after.value} AND seq ${than} ${after.seq}`,
  ];
}
