/** The facets by their keys as tokens spell them. */
export const FACET_KEYS = ['category', 'country', 'region', 'verified', 'currency'] as const;
export type FacetName = (typeof FACET_KEYS)[number];

const VALUE: Record<FacetName, RegExp> = {
  category: /^[0-9]{2}(\.[0-9]{2}){0,2}$/,
  country: /^[A-Z]{2}$/i,
  region: /^[A-Z]{2}-[0-9A-Z]{1,3}$/i,
  verified: /^(true|false)$/i,
  currency: /^[A-Z]{3}$/i,
};

/** Tokens, and countries, that one search may name. */
export const MOST_TOKENS = 50;
/** Characters of a search’s words. */
export const MOST_QUERY = 500;

/** The value as the facet’s codes are written, when it is of their shape in whichever case; null: it is none. */
export function facetValueOf(key: FacetName, value: string): string | null {
  if (!VALUE[key].test(value)) return null;
  return key === 'verified' ? value.toLowerCase() : value.toUpperCase();
}

/** A facet token `key:value`, taken apart; null: no facet has such a key. */
export function tokenParts(token: string): { key: FacetName; value: string } | null {
  const colon = token.indexOf(':');
  const key = token.slice(0, colon) as FacetName;
  return FACET_KEYS.includes(key) ? { key, value: token.slice(colon + 1) } : null;
}
