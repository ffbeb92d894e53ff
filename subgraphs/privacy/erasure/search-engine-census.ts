import { Pool } from 'undici';
import { z } from 'zod';
import type { EngineCensus } from './erasure-ports.ts';

const MOST_INDEXES = 1_000;
const ANSWER_MS = 10_000;
const indexes = z.object({ results: z.array(z.object({ uid: z.string() })) });
const documents = z.object({ results: z.array(z.unknown()) });

/** Asks the search engine itself, in every index that it has, of whatever generation. Rejects when it does not answer. */
export class SearchEngineCensus implements EngineCensus {
  readonly #pool: Pool;
  readonly #headers: Record<string, string>;

  constructor({ url, masterKey }: { url: string; masterKey: string }) {
    this.#pool = new Pool(new URL(url).origin, { connections: 4, headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS });
    this.#headers = { authorization: `Bearer ${masterKey}`, 'content-type': 'application/json' };
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async left(companyIds: readonly string[]): Promise<{ asked: readonly string[]; left: readonly string[] }> {
    const { results } = indexes.parse(await this.#answer('GET', `/indexes?limit=${MOST_INDEXES}`));
    const asked = results.map(({ uid }) => uid).toSorted();
    if (companyIds.length === 0) return { asked, left: [] };
    const found = await Promise.all(asked.map((uid) => this.#has(uid, companyIds)));
    return { asked, left: asked.filter((_, at) => found[at]) };
  }

  /** A company by its own id, and its goods by the company’s. */
  async #has(uid: string, companyIds: readonly string[]): Promise<boolean> {
    const where = uid.startsWith('products') ? 'companyId' : null;
    if (where) return this.#some(uid, { filter: `${where} IN [${companyIds.join(', ')}]` });
    for (const id of companyIds)
      if ((await this.#answer('GET', `/indexes/${encodeURIComponent(uid)}/documents/${id}`)) !== null) return true;
    return false;
  }

  async #some(uid: string, which: object): Promise<boolean> {
    const body = { ...which, fields: ['id'], limit: 1 };
    const answer = await this.#answer('POST', `/indexes/${encodeURIComponent(uid)}/documents/fetch`, body);
    return answer !== null && documents.parse(answer).results.length > 0;
  }

  /** Null: there is none such, or no more. */
  async #answer(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const request = { method, path, headers: this.#headers, ...(body && { body: JSON.stringify(body) }) };
    const { statusCode, body: answer } = await this.#pool.request(request);
    const said = await answer.json();
    if (statusCode === 200) return said;
    if (statusCode === 404) return null;
    throw new Error(`Expected an answer of the search engine, got ${statusCode}.`);
  }
}
