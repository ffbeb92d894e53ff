import type { Settings } from 'meilisearch';

/** Raise it with every change of settings, of documents, or of how texts are read (`language`): indexes are then built anew by themselves. */
export const MADE = 3;

/** An attribute that is filtered by equality (codes) or also by comparison (numbers). Facet values are never searched by text here. */
const filterable = (attributePatterns: string[], comparison: boolean) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality: true, comparison } },
});

/**
 * The engine gets terms that are ready made (see `language`), so it neither corrects nor completes nor guesses a language: it finds the documents that
 * have all of them, counts them, and puts those first whose names have them.
 */
const common = {
  searchableAttributes: ['title', 'words'],
  proximityPrecision: 'byAttribute',
  facetSearch: false,
  prefixSearch: 'disabled',
  typoTolerance: { enabled: false },
  pagination: { maxTotalHits: 5_000_000 },
  faceting: { maxValuesPerFacet: 1_000, sortFacetValuesBy: { '*': 'count' } },
  localizedAttributes: [{ attributePatterns: ['*'], locales: ['eng'] }],
} satisfies Settings;

/** How products are searched and narrowed; explicit orders before what the names have. */
export const productSettings: Settings = {
  ...common,
  filterableAttributes: [
    filterable(['companyId', 'country', 'region', 'c1', 'c2', 'c3', 'currency', 'moqUnit'], false),
    filterable(['verifiedUntil', 'priceMin', 'priceMax', 'moq', 'publishedAt', 'seq', 'rank'], true),
  ] as never,
  sortableAttributes: ['publishedAt', 'priceMin', 'priceMax', 'rank', 'seq', 'key_tr', 'key_zh', 'key_en'],
  rankingRules: ['sort', 'attribute', 'rank:desc', 'seq:desc'],
};

/** How companies are searched. */
export const companySettings: Settings = {
  ...common,
  filterableAttributes: [
    filterable(['country', 'region', 'c1', 'c2', 'c3'], false),
    filterable(['verifiedUntil', 'createdAt', 'seq'], true),
  ] as never,
  sortableAttributes: ['verifiedUntil', 'createdAt', 'seq', 'key_tr', 'key_zh', 'key_en'],
  rankingRules: ['sort', 'attribute', 'verifiedUntil:desc', 'seq:desc'],
};
