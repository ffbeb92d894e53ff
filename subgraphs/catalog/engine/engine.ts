import { Meilisearch } from 'meilisearch';
import { Pool } from 'undici';
import { inSlices } from '../../../kit/process/in-slices.ts';

/** One query of the search engine; attributes left out are the engine's defaults. */
export interface EngineQuery {
  indexUid: string;
  q?: string;
  filter?: (string | string[])[];
  facets?: string[];
  sort?: string[];
  offset?: number;
  limit?: number;
  matchingStrategy?: 'all' | 'last' | 'frequency';
  attributesToRetrieve?: string[];
  attributesToHighlight?: string[];
  attributesToCrop?: string[];
  attributesToSearchOn?: string[];
  cropLength?: number;
  highlightPreTag?: string;
  highlightPostTag?: string;
}

export interface EngineAnswer<Hit> {
  hits: (Hit & { _formatted?: Record<string, string> })[];
  estimatedTotalHits: number;
  facetDistribution?: Record<string, Record<string, number>>;
}

/** The search engine does not answer, or answers that it cannot. */
export class EngineFailure extends Error {
  readonly status: number | null;
  constructor(status: number | null, message: string) {
    super(message);
    this.status = status;
  }
}

const HEADERS_TIMEOUT_MS = 2_500;

/**
 * The search engine. Searches and documents go over plain keep-alive connections, the fastest way there is in Node;
 * the rare administration goes through the vendor's client (`admin`).
 */
export class Engine {
  readonly admin: Meilisearch;
  readonly #pool: Pool;
  readonly #headers: Record<string, string>;

  constructor(url: string, masterKey: string) {
    this.admin = new Meilisearch({ host: url, apiKey: masterKey, timeout: 30_000 });
    this.#pool = new Pool(new URL(url).origin, {
      connections: 64,
      headersTimeout: HEADERS_TIMEOUT_MS,
      bodyTimeout: HEADERS_TIMEOUT_MS,
    });
    this.#headers = { authorization: `Bearer ${masterKey}`, 'content-type': 'application/json' };
  }

  /** Answers to the queries, in their order, in one round trip. */
  async search<Hit>(queries: EngineQuery[]): Promise<EngineAnswer<Hit>[]> {
    const [first] = queries;
    if (queries.length > 1)
      return (await this.#send<{ results: EngineAnswer<Hit>[] }>('POST', '/multi-search', { queries })).results;
    const { indexUid, ...query } = first!;
    return [await this.#send<EngineAnswer<Hit>>('POST', `/indexes/${indexUid}/search`, query)];
  }

  /** Hands documents over; the answer is the number of the task that takes them in. */
  async put(index: string, documents: readonly object[]): Promise<number> {
    const body = `[${(await inSlices(documents, (document) => JSON.stringify(document))).join()}]`;
    return (await this.#send<{ taskUid: number }>('POST', `/indexes/${index}/documents?primaryKey=id`, body, 60_000))
      .taskUid;
  }

  async remove(index: string, ids: readonly string[]): Promise<number> {
    return (await this.#send<{ taskUid: number }>('POST', `/indexes/${index}/documents/delete-batch`, ids)).taskUid;
  }

  async healthy(): Promise<boolean> {
    return this.#send('GET', '/health').then(
      () => true,
      () => false,
    );
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async #send<T>(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headersTimeout = HEADERS_TIMEOUT_MS,
  ): Promise<T> {
    const { status, text } = await this.#exchange(method, path, body, headersTimeout).catch((error: Error) => {
      throw new EngineFailure(null, `The search engine did not answer ${method} ${path}: ${error.message}`);
    });
    if (status >= 300) {
      throw new EngineFailure(status, `The search engine refused ${method} ${path}: ${text.slice(0, 300)}`);
    }
    return JSON.parse(text) as T;
  }

  /** One request and its whole answer, without the streams between: a fifth less work on the path of every search. */
  #exchange(
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    headersTimeout: number,
  ): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let status = 0;
      const options = {
        method,
        path,
        headers: this.#headers,
        body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
        headersTimeout,
      };
      this.#pool.dispatch(options, {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, statusCode) => void (status = statusCode),
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd: () => resolve({ status, text: Buffer.concat(chunks).toString('utf8') }),
        onResponseError: (_controller, error) => reject(error),
      });
    });
  }
}
