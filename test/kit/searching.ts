import type { Client } from './client.ts';

const SEARCH = (
  name: string,
) => `query ${name}($query: String, $where: ProductWhere, $orderBy: ProductOrder, $first: Int! = 100, $after: String, $locale: Locale) {
  searchProducts(query: $query, where: $where, orderBy: $orderBy, first: $first, after: $after, locale: $locale) {
    totalCount { value relation } relaxed { dropped } didYouMean
    edges { cursor matchedLocale sponsored node { id name nameLocale } }
    pageInfo { hasNextPage endCursor }
  } }`;

export interface FoundPage {
  totalCount: { value: number; relation: string };
  relaxed: { dropped: string[] } | null;
  didYouMean: string | null;
  edges: {
    cursor: string;
    matchedLocale: string | null;
    sponsored: boolean;
    node: { id: string; name: string; nameLocale: string };
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** A page of products that a query finds, asked anew: no answer that was kept. */
export async function found(api: Client, query: string, more: Record<string, unknown> = {}): Promise<FoundPage> {
  const { data, errors } = await api.ask<{ searchProducts: FoundPage }>(
    SEARCH(`Anew${Math.random().toString(36).slice(2)}`),
    { query, ...more },
  );
  if (!data?.searchProducts) throw new Error(`Expected products for ${query}, got ${JSON.stringify(errors)}.`);
  return data.searchProducts;
}

/** Which of these products a query finds, in the order of the list. */
export async function foundOf(api: Client, ids: readonly string[], query: string): Promise<number[]> {
  const { edges } = await found(api, query);
  return edges.map(({ node }) => ids.indexOf(node.id)).filter((place) => place >= 0);
}
