import type { Connection } from 'mongoose';
import type { mongo } from 'mongoose';

/** A record that was written or removed. What it holds now is read when it is needed. */
export interface Change {
  collection: string;
  id: string;
}

interface Event {
  _id: unknown;
  ns: { coll: string };
  documentKey: { _id: string };
}

/**
 * What changed in one database, in order, from any position on that the oplog still holds. A position is opaque text; it can be
 * stored and gone on from after a crash, so that every change is seen at least once.
 */
export class ChangeFeed {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The position of now. */
  async position(): Promise<string> {
    const stream = this.#watch([], undefined);
    await stream.tryNext();
    const token = stream.resumeToken;
    await stream.close();
    return JSON.stringify(token);
  }

  /** Follows changes of the collections from a position on. Close it when done. */
  open(collections: readonly string[], from: string | null): ChangeReader {
    return new ChangeReader(this.#watch(collections, from === null ? undefined : JSON.parse(from)));
  }

  #watch(collections: readonly string[], resumeAfter: unknown): mongo.ChangeStream<never, Event> {
    const interesting = {
      'ns.coll': { $in: collections },
      operationType: { $in: ['insert', 'update', 'replace', 'delete'] },
    };
    const pipeline = [{ $match: interesting }, { $project: { _id: 1, 'ns.coll': 1, documentKey: 1 } }];
    return this.#connection.db!.watch(pipeline, {
      batchSize: 1_000,
      maxAwaitTimeMS: 500,
      ...(resumeAfter ? { resumeAfter } : {}),
    }) as never;
  }
}

export class ChangeReader {
  readonly #stream: mongo.ChangeStream<never, Event>;

  constructor(stream: mongo.ChangeStream<never, Event>) {
    this.#stream = stream;
  }

  /** Up to `most` changes that are there already; when there are none, the next one if it comes within half a second. */
  async next(most: number): Promise<Change[]> {
    const changes: Change[] = [];
    let event = await this.#stream.tryNext();
    while (event) {
      changes.push({ collection: event.ns.coll, id: event.documentKey._id });
      if (changes.length >= most || !this.#buffered) break;
      event = await this.#stream.tryNext();
    }
    return changes;
  }

  /** Where the reader stands: after the last change that it gave out. */
  get position(): string {
    return JSON.stringify(this.#stream.resumeToken);
  }

  close(): Promise<void> {
    return this.#stream.close();
  }

  get #buffered(): boolean {
    const { cursor } = this.#stream as unknown as { cursor?: { bufferedCount(): number } };
    return (cursor?.bufferedCount() ?? 0) > 0;
  }
}

/** The changes since a position up to now, in order. */
export async function changesSince(
  feed: ChangeFeed,
  collections: readonly string[],
  from: string,
): Promise<{ changes: Change[]; position: string }> {
  const reader = feed.open(collections, from);
  try {
    const changes: Change[] = [];
    for (let more = await reader.next(1_000); more.length > 0; more = await reader.next(1_000)) changes.push(...more);
    return { changes, position: reader.position };
  } finally {
    await reader.close();
  }
}

/** The oplog no longer holds the position: everything must be read anew. */
export const isHistoryLost = (error: unknown): boolean =>
  [286, 280, 136].includes((error as { code?: number }).code ?? 0);
