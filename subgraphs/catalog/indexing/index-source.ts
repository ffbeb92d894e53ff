import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';
import type { RankedDocument } from '../ranking/ranked-document.ts';

/** 48 bits: of two states of one document, one in 10^14 pairs looks alike. */
const DIGEST_LENGTH = 8;

/**
 * One index by what it is made of: how its documents come from the database. The follower, the rebuild and the drift check
 * know indexes only as this.
 */
export interface IndexSource {
  name: 'products' | 'companies';
  settings: Settings;
  /** Counts the ways in which its documents and settings were made: an index made in another way is built anew. */
  made: number;
  /** Collections whose changes matter, and the ids of documents that a change of one record touches. */
  collections: readonly string[];
  touchedBy(collection: string, ids: readonly string[]): AsyncIterable<string[]>;
  /** The documents of these ids as they stand now; an id that must not be found is left out. */
  load(ids: readonly string[]): Promise<IndexedDocument[]>;
  /** All documents that must be found, in batches, by ascending id; a batch is read when it is asked for, and not before. */
  all(batchSize: number, afterId?: string): AsyncIterable<IndexedDocument[]>;
  /** The same as they are ranked: those of these ids, and all. */
  ranked(ids: readonly string[]): Promise<RankedDocument[]>;
  allRanked(batchSize: number): AsyncIterable<RankedDocument[]>;
  /** Which of these ids must be found. */
  shown(ids: readonly string[]): Promise<Set<string>>;
  /** About how many documents must be found: for progress. */
  count(): Promise<number>;
}

/** Told of a record that is damaged: the index goes on without it. */
export type Damaged = (index: string, id: string, error: Error) => void;

export interface IndexedDocument {
  id: string;
  /** Short digest of the rest, by which the drift check compares. */
  digest: string;
}

/** A document with its digest. */
export const sealed = <Document extends object>(document: Document): Document & { digest: string } => ({
  ...document,
  digest: createHash('sha1').update(JSON.stringify(document)).digest('base64url').slice(0, DIGEST_LENGTH),
});
