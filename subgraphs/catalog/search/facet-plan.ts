import { categoryAttribute } from './criteria.ts';
import { FACET_KEYS, type FacetName, type Selections } from './facet-token.ts';

/** Counts of one facet's values, by code. */
export type Counts = Map<string, number>;

/** Counts of the values of attributes, by code. */
export type Distribution = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * How a facet is counted. A facet without a selection is counted by the search itself; one with a selection by a query of its own
 * that leaves that selection out, so that its other values keep their counts (disjunctive facets). `verified` is counted by a
 * query of its own always, because it depends on the present moment.
 */
export interface FacetPlan {
  key: FacetName;
  /** Attributes counted by the search itself. */
  inside: string[];
  /** Attributes counted by the query that leaves the selection out; none when there is no selection. */
  outside: string[];
}

export function facetPlan(key: FacetName, selections: Selections): FacetPlan {
  const selected = [...(selections.get(key)?.any ?? [])];
  if (key === 'verified') return { key, inside: [], outside: [] };
  if (key !== 'category')
    return selected.length > 0 ? { key, inside: [], outside: [key] } : { key, inside: [key], outside: [] };
  if (selected.length === 0) return { key, inside: ['c1'], outside: [] };
  const levels = new Set(selected.map(categoryAttribute));
  const below = new Set(
    selected.filter((code) => code.split('.').length < 3).map((code) => `c${code.split('.').length + 1}`),
  );
  return { key, inside: [...below], outside: [...levels] };
}

/** The counts of a facet from those of its attributes: around the selected values (siblings), and below them (children). */
export function facetCounts(
  plan: FacetPlan,
  inside: Distribution | undefined,
  outside: Distribution | undefined,
  selections: Selections,
): Counts {
  const counts: Counts = new Map();
  const selected = [...(selections.get(plan.key)?.any ?? [])];
  const parentOf = (code: string) => code.split('.').slice(0, -1).join('.');
  const parents = new Set(selected.map(parentOf));
  const wanted = (code: string, attribute: string) =>
    plan.key !== 'category' ||
    selected.length === 0 ||
    (plan.outside.includes(attribute) && parents.has(parentOf(code))) ||
    selected.includes(parentOf(code));
  for (const [attributes, distribution] of [
    [plan.outside, outside],
    [plan.inside, inside],
  ] as const) {
    for (const attribute of attributes) {
      for (const [code, count] of Object.entries(distribution?.[attribute] ?? {})) {
        if (wanted(code, attribute) && !counts.has(code)) counts.set(code, count);
      }
    }
  }
  for (const code of selected) if (!counts.has(code)) counts.set(code, 0);
  return counts;
}

/** The counts of the facet `verified`, of so many documents. */
export const verifiedCounts = (verified: number, all: number): Counts =>
  new Map([
    ['true', verified],
    ['false', all - verified],
  ]);

export const facetNames = (keys: readonly string[]): FacetName[] => {
  const wanted = new Set(keys.map((key) => key.toLowerCase()));
  return FACET_KEYS.filter((key) => wanted.has(key));
};
