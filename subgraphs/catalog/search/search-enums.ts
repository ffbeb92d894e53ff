import { registerEnumType } from 'type-graphql';

export enum TotalRelation {
  EXACT = 'EXACT',
  AT_LEAST = 'AT_LEAST',
  ESTIMATED = 'ESTIMATED',
}
registerEnumType(TotalRelation, {
  name: 'TotalRelation',
  description: 'How a count relates to the truth.',
  valuesConfig: {
    EXACT: { description: 'The count is exact.' },
    AT_LEAST: { description: 'There are at least so many.' },
    ESTIMATED: {
      description:
        'Words of the query were dropped to find anything, or not all documents could be looked at yet; the count is an estimate.',
    },
  },
});

export enum ProductOrder {
  RELEVANCE = 'RELEVANCE',
  NEWEST = 'NEWEST',
  PRICE_ASCENDING = 'PRICE_ASCENDING',
  PRICE_DESCENDING = 'PRICE_DESCENDING',
  NAME = 'NAME',
}
registerEnumType(ProductOrder, {
  name: 'ProductOrder',
  description: 'The order of found products.',
  valuesConfig: {
    RELEVANCE: { description: 'Best match first; without a query, the most complete and most recent offers first.' },
    NEWEST: { description: 'Last published first.' },
    PRICE_ASCENDING: { description: 'Cheapest first; needs `where.currency`.' },
    PRICE_DESCENDING: { description: 'Dearest first; needs `where.currency`.' },
    NAME: { description: "By name, in the alphabet of the reader's language (Chinese: pinyin)." },
  },
});

export enum CompanyOrder {
  RELEVANCE = 'RELEVANCE',
  NEWEST = 'NEWEST',
  NAME = 'NAME',
}
registerEnumType(CompanyOrder, {
  name: 'CompanyOrder',
  description: 'The order of found companies.',
  valuesConfig: {
    RELEVANCE: { description: 'Best match first; without a query, verified companies first.' },
    NEWEST: { description: 'Last registered first.' },
    NAME: { description: "By name, in the alphabet of the reader's language (Chinese: pinyin)." },
  },
});

export enum FacetKey {
  CATEGORY = 'CATEGORY',
  COUNTRY = 'COUNTRY',
  REGION = 'REGION',
  VERIFIED = 'VERIFIED',
  CURRENCY = 'CURRENCY',
}
registerEnumType(FacetKey, {
  name: 'FacetKey',
  description: 'A facet that an answer can be counted by.',
  valuesConfig: {
    CATEGORY: { description: 'Category: roots, or around and below the selected ones.' },
    COUNTRY: { description: 'Country of the company, ISO 3166-1 alpha-2.' },
    REGION: { description: 'Province of the company, in Türkiye and China.' },
    VERIFIED: { description: "Whether the company's existence is verified at this moment." },
    CURRENCY: { description: 'Currency of the price, ISO 4217. Counted for products only.' },
  },
});
