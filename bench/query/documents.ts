const searchPage = (order: string) => `query SearchPage($query: String, $where: ProductWhere, $locale: Locale) {
  searchProducts(query: $query, where: $where, first: 20, orderBy: ${order}, locale: $locale) {
    totalCount { value }
    facets(keys: [CATEGORY, COUNTRY, REGION]) { key label values { label count input } }
    edges { node { id name price { minimum maximum currency unitLabel } company { id name } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** A page of search results, the best first: twenty hits, three facets, the total. */
export const SEARCH_PAGE = searchPage('RELEVANCE');
/** The same with the newest first: what matches is put in order by the engine alone. */
export const NEWEST_PAGE = searchPage('NEWEST');

/** A product's own page: everything about it, its company, and twelve like it. */
export const PRODUCT_PAGE = `query ProductPage($id: ID!) {
  product(id: $id) {
    name description hsCode leadTimeDays incoterm
    attributes { key value }
    price { minimum maximum currency unitLabel }
    priceTiers { minimumQuantity amount }
    company { name description mainProducts contact { email telephone website } }
    similar(first: 12) { id name price { minimum maximum currency unitLabel } company { name } similarity { score } }
  }
}`;

/** A page of companies that were looked for by words. */
export const COMPANY_PAGE = `query CompanyPage($query: String, $where: CompanyWhere) {
  searchCompanies(query: $query, where: $where, first: 20, locale: EN) {
    totalCount { value }
    facets(keys: [COUNTRY]) { key label values { label count input } }
    edges { node { id name country verified } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** What is asked while a buyer types. */
export const SUGGESTIONS = `query Suggestions($prefix: String!, $locale: Locale) {
  suggest(prefix: $prefix, first: 10, locale: $locale) { text kind nodeId categoryCode }
}`;
