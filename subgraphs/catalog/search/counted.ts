import { passing, type Columns } from '../ranking/columns.ts';
import { conditionsOf } from './criteria.ts';
import { facetCounts, facetPlan, verifiedCounts, type Counts } from './facet-plan.ts';
import type { FacetName } from './facet-token.ts';
import type { SearchRequest } from './search-plan.ts';

/** How many documents a search finds, and the counts of its facets. */
export interface Counted {
  total: number;
  facets: Map<FacetName, Counts>;
}

/**
 * Counts a ranked set in memory, by the values that it is narrowed by there: what the engine would answer, which would have to find the set once more, and
 * once for each facet with a selection. `members`: the documents of the set, whatever it is narrowed by. Pure.
 */
export function counted(columns: Columns, members: Uint32Array, request: SearchRequest): Counted {
  const { criteria, now } = request;
  const without = (key?: FacetName) => passing(members, columns.passes(conditionsOf(criteria, now, key)));
  const found = without();
  const isVerified = columns.passes([[{ attribute: 'verifiedUntil', is: '>', value: now }]]);
  // What is not wanted stays left out: only what is chosen makes a difference.
  const others = (key: FacetName) => (criteria.selections.get(key)?.any.size ? without(key) : found);
  const countsOf = (key: FacetName): Counts => {
    const around = others(key);
    if (key === 'verified') return verifiedCounts(passing(around, isVerified).length, around.length);
    const plan = facetPlan(key, criteria.selections);
    const inside = columns.counts(plan.inside, found);
    return facetCounts(plan, inside, columns.counts(plan.outside, around), criteria.selections);
  };
  return { total: found.length, facets: new Map(request.facets.map((key) => [key, countsOf(key)])) };
}
