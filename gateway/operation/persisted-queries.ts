import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Refusal } from '../error/refusal.ts';

const MOST_BYTES = 8 * 2 ** 20;
const HASH = /^[0-9a-f]{64}$/;

/**
 * Automatic persisted queries: a client sends the SHA-256 of a document instead of the document, and the document once when it
 * is not known here. Bounded; what is forgotten is sent again by the client.
 */
export class PersistedQueries {
  readonly #queries = new LRUCache<string, string>({
    maxSize: MOST_BYTES,
    sizeCalculation: (query) => query.length + 100,
  });

  /** The document that a request means. */
  resolve(query: string | undefined, extensions: Record<string, unknown> | undefined): string {
    const persisted = extensions?.['persistedQuery'] as { version?: unknown; sha256Hash?: unknown } | null | undefined;
    if (!persisted) {
      if (query === undefined)
        throw new Refusal('BAD_USER_INPUT', 'Expected `query`, a document as a string, got none.');
      return query;
    }
    const { version, sha256Hash: hash } = persisted;
    if (version !== 1 || typeof hash !== 'string' || !HASH.test(hash)) {
      throw new Refusal(
        'BAD_USER_INPUT',
        'Expected `extensions.persistedQuery` with version 1 and a SHA-256 in lower-case hex.',
      );
    }
    if (query === undefined) return this.#known(hash);
    if (createHash('sha256').update(query).digest('hex') !== hash) {
      throw new Refusal('BAD_USER_INPUT', 'Expected `sha256Hash` to be the SHA-256 of `query`, but it is not.');
    }
    this.#queries.set(hash, query);
    return query;
  }

  #known(hash: string): string {
    const query = this.#queries.get(hash);
    if (query === undefined) throw new Refusal('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', 200);
    return query;
  }
}
