import { setTimeout as sleep } from 'node:timers/promises';

const QUERY = 'query Indexed($first: Int!) { searchProducts(first: $first) { totalCount { value } } }';

/** Waits until the API finds so many products, asking as a reader would. */
export async function untilIndexed(address: string, products: number): Promise<void> {
  for (let asked = 0; ; asked++) {
    // A page size that was not asked for a moment ago: its answer is not one that was kept.
    const body = JSON.stringify({ query: QUERY, variables: { first: 1 + (asked % 100) } });
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { data } = (await response.json()) as { data?: { searchProducts?: { totalCount: { value: number } } } };
    if ((data?.searchProducts?.totalCount.value ?? 0) >= products) return;
    await sleep(200);
  }
}
