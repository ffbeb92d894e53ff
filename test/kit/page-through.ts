import type { Answer, Client } from './client.ts';

const PAGES = `query Pages($query: String, $where: ProductWhere, $orderBy: ProductOrder, $first: Int!, $after: String, $locale: Locale) {
  searchProducts(query: $query, where: $where, orderBy: $orderBy, first: $first, after: $after, locale: $locale) {
    totalCount { value relation }
    edges { cursor node { id name publishedAt price { minimum maximum currency } minimumOrderQuantity { amount unit } category { code } company { id name country verified } } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

/** A product as these tests see it in a list. */
export interface Listed {
  id: string;
  name: string;
  publishedAt: string;
  price: { minimum: string; maximum: string; currency: string } | null;
  minimumOrderQuantity: { amount: string; unit: string } | null;
  category: { code: string };
  company: { id: string; name: string; country: string; verified: boolean };
}

export interface Listing {
  query?: string;
  where?: Record<string, unknown>;
  orderBy?: string;
  locale?: 'TR' | 'ZH' | 'EN';
}

interface Pages {
  searchProducts: {
    totalCount: { value: number };
    edges: { node: Listed | null }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  };
}

/** How many products a search finds, asked anew: no answer that was kept. */
export async function countAnew(api: Client, { query, where }: Listing): Promise<number> {
  const name = `Anew${Math.random().toString(36).slice(2)}`;
  const { data } = await api.ask<Pages>(
    `query ${name}($query: String, $where: ProductWhere) { searchProducts(query: $query, where: $where, first: 1) { totalCount { value } } }`,
    { query, where },
  );
  return data!.searchProducts.totalCount.value;
}

/** All products of a search, page by page to the end; `between` is called after each page. */
export async function pageThrough(
  api: Client,
  listing: Listing,
  first = 100,
  between: (page: number) => Promise<void> = async () => undefined,
): Promise<{ all: Listed[]; total: number }> {
  const all: Listed[] = [];
  let after: string | null = null;
  for (let page = 1; page < 100; page++) {
    const { data, errors }: Answer<Pages> = await api.ask(PAGES, { ...listing, first, after });
    expect(errors).toBeUndefined();
    const { edges, pageInfo, totalCount }: Pages['searchProducts'] = data!.searchProducts;
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    all.push(...edges.flatMap(({ node }) => (node ? [node] : [])));
    if (!pageInfo.hasNextPage) return { all, total: totalCount.value };
    after = pageInfo.endCursor;
    await between(page);
  }
  throw new Error(`Expected an end of ${JSON.stringify(listing)} within 100 pages.`);
}
