import { badInput } from '../../../kit/graphql/refusal.ts';

/** The facets by their keys as tokens spell them. */
export const FACET_KEYS = ['category', 'country', 'region', 'verified', 'currency'] as const;
export type FacetName = (typeof FACET_KEYS)[number];

/** Which values of one facet are wanted (any of them) and which are not wanted (none of them). */
export interface Selection {
  any: Set<string>;
  none: Set<string>;
}
export type Selections = Map<FacetName, Selection>;

const VALUE: Record<FacetName, RegExp> = {
  category: /^[0-9]{2}(\.[0-9]{2}){0,2}$/,
  country: /^[A-Z]{2}$/i,
  region: /^[A-Z]{2}-[0-9A-Z]{1,3}$/i,
  verified: /^(true|false)$/i,
  currency: /^[A-Z]{3}$/i,
};
const MAX_TOKENS = 50;

/** A facet token: `key:value`, such as `country:TR`. It names no index, so it stays valid across generations. */
export const facetToken = (key: FacetName, value: string): string => `${key}:${value}`;

/** The value as the facet's codes are written, when it is of their shape in whichever case; refused otherwise. */
function facetValue(key: FacetName, value: string): string {
  if (VALUE[key].test(value)) return key === 'verified' ? value.toLowerCase() : value.toUpperCase();
  throw badInput(`Expected a code of the facet "${key}", got ${JSON.stringify(value.slice(0, 60))}.`);
}

export function select(selections: Selections, key: FacetName, value: string, how: keyof Selection): void {
  let selection = selections.get(key);
  if (!selection) selections.set(key, (selection = { any: new Set(), none: new Set() }));
  selection[how].add(facetValue(key, value));
}

/** Reads tokens into the selections; refuses a token that no facet gave out. */
export function selectTokens(
  selections: Selections,
  tokens: readonly string[] | null | undefined,
  how: keyof Selection,
): void {
  if (!tokens) return;
  if (tokens.length > MAX_TOKENS) throw badInput(`Expected at most ${MAX_TOKENS} facet tokens, got ${tokens.length}.`);
  for (const token of tokens) {
    const colon = token.indexOf(':');
    const key = token.slice(0, colon) as FacetName;
    if (!FACET_KEYS.includes(key)) {
      throw badInput(`Expected a facet token from \`FacetValue.input\`, got ${JSON.stringify(token.slice(0, 60))}.`);
    }
    select(selections, key, token.slice(colon + 1), how);
  }
}
