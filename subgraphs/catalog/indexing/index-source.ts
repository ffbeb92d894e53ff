import type { Settings } from 'meilisearch';

/**
 * One index by what it is made of: how its documents come from the database. The follower, the rebuild and the drift check
 * know indexes only as this.
 */
export interface IndexSource {
  name: 'products' | 'companies';
  settings: Settings;
  /** Collections whose changes matter, and the ids of documents that a change of one record touches. */
  collections: readonly string[];
  touchedBy(collection: string, ids: readonly string[]): AsyncIterable<string[]>;
  /** The documents of these ids as they stand now; an id that must not be found is left out. */
  load(ids: readonly string[]): Promise<IndexedDocument[]>;
  /** All documents that must be found, in batches, by ascending id. */
  all(batchSize: number, afterId?: string): AsyncIterable<IndexedDocument[]>;
  /** How many documents must be found. */
  count(): Promise<number>;
}

export interface IndexedDocument {
  id: string;
}
