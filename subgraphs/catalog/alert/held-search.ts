import { globalId } from '../../../kit/global-id/global-id.ts';
import type { SavedSearch, SavedWhere } from '../../../schema/events/saved-search.record.ts';
import type { RankedDocument } from '../ranking/ranked-document.ts';
import { productCriteria, type Criteria } from '../search/criteria.ts';

/** One way to read the words of a search: what a product has to have, all of it. */
export interface HeldReading {
  terms: readonly string[];
  /** Words that have to stand beside each other. */
  phrases: readonly (readonly string[])[];
}

/** A saved search as it is held in memory: little enough for a hundred thousand of them. */
export interface HeldSearch {
  id: string;
  query: string;
  /** What it is narrowed by, as JSON: one text for all that are narrowed alike. */
  where: string;
  savedAt: number;
  /** In the order in which they count; none: without words, or of words that say nothing. */
  readings: readonly HeldReading[];
  /** Under which it is found. */
  keys: readonly string[];
}

/** A saved search, or what the holding of one needs of it. */
export type Saved = Pick<SavedSearch, '_id' | 'query' | 'where' | 'savedAt'>;

/** What it looks for, checked as the search itself checks it. Throws for what no search takes. */
export function criteriaOf({ query, where: json }: Pick<HeldSearch, 'query' | 'where'>): Criteria {
  const where = JSON.parse(json) as SavedWhere;
  const { quantityAmount: amount, quantityUnit: unit, companyId } = where;
  const isPriced = where.priceMinimum !== null || where.priceMaximum !== null;
  return productCriteria(query, {
    facets: where.facets,
    notFacets: where.notFacets,
    category: where.category,
    country: where.country,
    verified: where.verified,
    currency: where.currency,
    price: isPriced ? { minimum: where.priceMinimum, maximum: where.priceMaximum } : null,
    minimumOrderQuantityAtMost: amount !== null && unit !== null ? { amount, unit } : null,
    companyId: companyId && globalId('Company', companyId),
  });
}

const ALL = '=';
const key = (attribute: string, value: string): string => `=${attribute}:${value}`;

/** Under what a search without words is found: its company, else what narrows it most among its facets. */
export function whereKeys({ selections, conditions }: Criteria): string[] {
  const company = conditions.find(({ attribute }) => attribute === 'companyId');
  if (company) return [key('companyId', String(company.value))];
  for (const facet of ['category', 'region', 'country', 'currency'] as const) {
    const any = selections.get(facet)?.any;
    if (any && any.size > 0) return [...any].map((value) => key(facet, value));
  }
  return [ALL];
}

/** Under what searches without words are found that may look for a product. */
export const productKeys = ({ codes }: Pick<RankedDocument, 'codes'>): string[] => [
  ALL,
  ...['companyId', 'region', 'country', 'currency'].map((name) => key(name, String(codes[name] ?? ''))),
  ...['c1', 'c2', 'c3'].flatMap((level) => (codes[level] ? [key('category', String(codes[level]))] : [])),
];
