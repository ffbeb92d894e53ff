/** What a GraphQL server answered. */
export interface Answer<T> {
  status: number;
  headers: Headers;
  data: T | null;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; requestId: string } }[];
}

export interface Client {
  /** Asks a query with variables. */
  // oxlint-disable-next-line typescript/no-explicit-any -- A test may read an answer as it wrote the query.
  ask<T = any>(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
}

/** A client of the API, as an app would be one. */
export const client = (address: string): Client => ({
  async ask(query, variables = {}, headers = {}) {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    try {
      return { status: response.status, headers: response.headers, data: null, ...JSON.parse(text) };
    } catch {
      throw new Error(
        `Expected JSON from ${query}\nwith ${JSON.stringify(variables)}, got ${response.status}: ${text.slice(0, 500)}`,
      );
    }
  },
});
