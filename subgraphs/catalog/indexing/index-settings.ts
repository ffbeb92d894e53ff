import type { Settings } from 'meilisearch';

/** An attribute that is filtered by equality (codes) or also by comparison (numbers). Facet values are never searched by text here. */
const filterable = (attributePatterns: string[], comparison: boolean) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality: true, comparison } },
});

const common = {
  proximityPrecision: 'byAttribute',
  facetSearch: false,
  pagination: { maxTotalHits: 5_000_000 },
  faceting: { maxValuesPerFacet: 1_000, sortFacetValuesBy: { '*': 'count' } },
  localizedAttributes: [
    { attributePatterns: ['*_tr'], locales: ['tur'] },
    { attributePatterns: ['*_zh'], locales: ['cmn'] },
    { attributePatterns: ['*_en'], locales: ['eng'] },
  ],
} satisfies Settings;

/** How products are searched: names before suppliers before terms before texts; explicit orders before relevance. */
export const productSettings: Settings = {
  ...common,
  searchableAttributes: ['name_tr', 'name_zh', 'name_en', 'supplier', 'terms', 'text_tr', 'text_zh', 'text_en'],
  filterableAttributes: [
    filterable(['companyId', 'country', 'region', 'c1', 'c2', 'c3', 'currency', 'moqUnit'], false),
    filterable(['verifiedUntil', 'priceMin', 'priceMax', 'moq', 'publishedAt', 'seq', 'rank'], true),
  ] as never,
  sortableAttributes: ['publishedAt', 'priceMin', 'priceMax', 'rank', 'seq', 'key_tr', 'key_zh', 'key_en'],
  rankingRules: ['sort', 'words', 'typo', 'attribute', 'exactness', 'rank:desc', 'seq:desc'],
};

/** How companies are searched. */
export const companySettings: Settings = {
  ...common,
  searchableAttributes: ['names', 'products', 'text_tr', 'text_zh', 'text_en'],
  filterableAttributes: [
    filterable(['country', 'region', 'c1', 'c2', 'c3'], false),
    filterable(['verifiedUntil', 'createdAt', 'seq'], true),
  ] as never,
  sortableAttributes: ['verifiedUntil', 'createdAt', 'seq', 'key_tr', 'key_zh', 'key_en'],
  rankingRules: ['sort', 'words', 'typo', 'attribute', 'exactness', 'verifiedUntil:desc', 'seq:desc'],
};
