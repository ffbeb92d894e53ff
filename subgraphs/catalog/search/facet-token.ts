import { badInput } from '../../../kit/graphql/refusal.ts';
import {
  FACET_KEYS,
  MOST_TOKENS,
  facetValueOf,
  tokenParts,
  type FacetName,
} from '../../../schema/events/facet-value.ts';

export { FACET_KEYS, type FacetName };

/** What companies are not counted or narrowed by: they have no prices. */
export const OF_PRODUCTS_ALONE: FacetName = 'currency';

/** Which values of one facet are wanted (any of them) and which are not wanted (none of them). */
export interface Selection {
  any: Set<string>;
  none: Set<string>;
}
export type Selections = Map<FacetName, Selection>;

/** A facet token: `key:value`, such as `country:TR`. It names no index, so it stays valid across generations. */
export const facetToken = (key: FacetName, value: string): string => `${key}:${value}`;

function facetValue(key: FacetName, value: string): string {
  const written = facetValueOf(key, value);
  if (written !== null) return written;
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
  if (tokens.length > MOST_TOKENS)
    throw badInput(`Expected at most ${MOST_TOKENS} facet tokens, got ${tokens.length}.`);
  for (const token of tokens) {
    const parts = tokenParts(token);
    if (!parts) {
      throw badInput(`Expected a facet token from \`FacetValue.input\`, got ${JSON.stringify(token.slice(0, 60))}.`);
    }
    select(selections, parts.key, parts.value, how);
  }
}
