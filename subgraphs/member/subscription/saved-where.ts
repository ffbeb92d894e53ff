import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { invalidInput, type InvalidInput } from '../../../kit/graphql/problems.ts';
import { unit } from '../../../kit/reference/units/unit.ts';
import {
  facetValueOf,
  MOST_QUERY,
  MOST_TOKENS,
  tokenParts,
  type FacetName,
} from '../../../schema/events/facet-value.ts';
import type { SavedWhere } from '../../../schema/events/saved-search.record.ts';
import type { SavedSearchWhere } from './subscription.input.ts';

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Narrowed by nothing. */
export const ANYTHING: SavedWhere = {
  facets: [],
  notFacets: [],
  category: null,
  country: [],
  verified: null,
  currency: null,
  priceMinimum: null,
  priceMaximum: null,
  quantityAmount: null,
  quantityUnit: null,
  companyId: null,
};

/** The words of a search as they are kept, checked as the search itself checks them. */
export function savedQuery(query: string | null | undefined): string | InvalidInput {
  const words = (query ?? '').normalize('NFKC').trim().replaceAll('\0', ' ');
  if (words.length > MOST_QUERY)
    return invalidInput('query', `Expected at most ${MOST_QUERY} characters, got ${words.length}.`);
  return LONE_SURROGATE.test(words) ? invalidInput('query', 'Expected valid Unicode.') : words;
}

/** What a search is narrowed by as it is kept, checked as the search itself checks it. */
export function savedSearchWhere(where: SavedSearchWhere | null | undefined): SavedWhere | InvalidInput {
  const given = { ...ANYTHING, ...stripped(where ?? {}) };
  const fault = tokensFault('facets', given.facets) ?? tokensFault('notFacets', given.notFacets);
  if (fault) return fault;
  if (given.country.length > MOST_TOKENS)
    return invalidInput('where.country', `Expected at most ${MOST_TOKENS} countries, got ${given.country.length}.`);
  const coded: Record<string, string | null> = {};
  for (const key of ['category', 'currency'] as const) {
    const value = given[key];
    coded[key] = value === null ? null : facetValueOf(key, value);
    if (value !== null && coded[key] === null) return codeFault(`where.${key}`, key);
  }
  const country = given.country.map((code) => facetValueOf('country', code));
  if (country.includes(null)) return codeFault('where.country', 'country');
  const companyId = given.companyId === null ? null : localIdOf('Company', given.companyId);
  if (given.companyId !== null && companyId === null)
    return invalidInput('where.companyId', 'Expected the id of a company.');
  const kept = { ...given, ...coded, country: country as string[], companyId } as SavedWhere;
  return priceFault(kept) ?? quantityFault(kept) ?? kept;
}

/** Whether it narrows at all. */
export const isNarrowed = (where: SavedWhere): boolean =>
  Object.values(where).some((value) => (Array.isArray(value) ? value.length > 0 : value !== null));

const stripped = (where: SavedSearchWhere): Partial<SavedWhere> =>
  Object.fromEntries(Object.entries(where).filter(([, value]) => value != null));

const codeFault = (field: string, key: FacetName): InvalidInput =>
  invalidInput(field, `Expected a code of the facet "${key}".`);

function tokensFault(name: 'facets' | 'notFacets', tokens: readonly string[]): InvalidInput | null {
  if (tokens.length > MOST_TOKENS)
    return invalidInput(`where.${name}`, `Expected at most ${MOST_TOKENS} tokens, got ${tokens.length}.`);
  const wrong = tokens.findIndex((token) => {
    const parts = tokenParts(token);
    return !parts || facetValueOf(parts.key, parts.value) === null;
  });
  return wrong < 0 ? null : invalidInput(`where.${name}.${wrong}`, 'Expected a token from `FacetValue.input`.');
}

function priceFault({ priceMinimum, priceMaximum, currency }: SavedWhere): InvalidInput | null {
  if ((priceMinimum !== null || priceMaximum !== null) && currency === null)
    return invalidInput('where.currency', 'Expected a currency beside a price: prices compare within one only.');
  const isTurned = priceMinimum !== null && priceMaximum !== null && Number(priceMinimum) > Number(priceMaximum);
  return isTurned ? invalidInput('where.priceMinimum', 'Expected a lower end that is at most the upper end.') : null;
}

function quantityFault({ quantityAmount, quantityUnit }: SavedWhere): InvalidInput | null {
  if ((quantityAmount === null) !== (quantityUnit === null))
    return invalidInput('where.quantityUnit', 'Expected a quantity and its unit, or neither.');
  return quantityUnit === null || unit(quantityUnit)
    ? null
    : invalidInput('where.quantityUnit', 'Expected a UN/ECE Recommendation 20 unit code such as "KGM".');
}
