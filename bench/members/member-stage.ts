import type { Stage } from '../search/stage.ts';

/** A stage on which a member works while others read. */
export interface MemberStage extends Stage {
  /** Search pages a second at 20 % of what the directory bears. */
  readersRate: number;
  /** What readers wait for at that rate when nobody else does anything: p95 in milliseconds. */
  readersP95: number;
  /** Asks as nobody, or with the headers of somebody. Throws for what is not answered without errors. */
  ask: Ask;
  /** The headers of somebody who owns a company. */
  owner: Record<string, string>;
}

// oxlint-disable-next-line typescript/no-explicit-any -- A bench reads an answer as it wrote the query.
export type Ask = (query: string, variables?: object, headers?: Record<string, string>) => Promise<any>;

export const asking =
  (origin: string): Ask =>
  async (query, variables = {}, headers = {}) => {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
    if (errors) throw new Error(`Expected an answer to ${query}, got ${JSON.stringify(errors)}`);
    return data;
  };
