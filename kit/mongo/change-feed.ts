import type { Connection } from 'mongoose';
import type { mongo } from 'mongoose';

/** A record that was written or removed. What it holds now is read when it is needed. */
export interface Change {
  collection: string;
  id: string;
  /** Where it stands among all changes. */
  position: string;
}

interface Event {
  _id: unknown;
  ns: { coll: string };
  documentKey: { _id: string };
}

/** The oplog no longer holds the position, or it never was one: everything must be read anew. */
export class PositionLost extends Error {
  constructor(cause: unknown) {
    super(`The stored position cannot be gone on from: ${(cause as Error).message}`, { cause });
    this.name = 'PositionLost';
  }
}

/** CappedPositionLost, InvalidResumeToken, ChangeStreamFatalError, ChangeStreamHistoryLost. */
const LOST = new Set([136, 260, 280, 286]);
/** What a server says of a token that it cannot read: BadValue, FailedToParse, TypeMismatch, Overflow, and codes of single places. */
const UNREADABLE = new Set([2, 9, 14, 15]);
const SINGLE_PLACES = 40_000;

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
    try {
      await stream.tryNext();
      return JSON.stringify(stream.resumeToken);
    } finally {
      await stream.close();
    }
  }

  /**
   * An instant that is over, as positions say it: whoever reads from now on finds all that was written up to it. The second reading waits until the
   * server gives out what it had at the first.
   */
  async moment(): Promise<string> {
    const reading = { find: 'moments', limit: 1 };
    const db = this.#connection.db!;
    const { operationTime } = await db.command({ ...reading, readConcern: { level: 'majority' } });
    await db.command({ ...reading, readConcern: { level: 'majority', afterClusterTime: operationTime } });
    const { t, i } = operationTime as mongo.Timestamp;
    return JSON.stringify({ _data: `82${hexadecimal(t)}${hexadecimal(i)}` });
  }

  /** Follows changes of the collections from a position on. Close it when done. Throws PositionLost, here or when it is read. */
  open(collections: readonly string[], from: string): ChangeReader {
    return new ChangeReader(this.#watch(collections, tokenOf(from)), from);
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

const hexadecimal = (number: number): string => number.toString(16).padStart(8, '0');

/** A position begins with its instant in the oplog: a sign of its kind, then seconds and a count, in hexadecimal digits. */
const INSTANT = /"_data":"(82[0-9A-F]{16})/i;

/**
 * Whether a position has reached another one’s instant, in whichever databases of the deployment: whoever stands there has seen all that happened before
 * it. A position that says no instant has reached none.
 */
export function hasReached(position: string, other: string): boolean {
  const [at, wanted] = [position, other].map((token) => INSTANT.exec(token)?.[1]?.toUpperCase());
  return at !== undefined && wanted !== undefined && at >= wanted;
}

export class ChangeReader {
  readonly #stream: mongo.ChangeStream<never, Event>;
  readonly #from: string;
  #opened = false;

  constructor(stream: mongo.ChangeStream<never, Event>, from: string) {
    this.#stream = stream;
    this.#from = from;
  }

  /**
   * Up to `most` changes that are there already; when there are none, the next one if it comes within half a second. None at
   * all means that the end was reached.
   */
  async next(most: number): Promise<Change[]> {
    const changes: Change[] = [];
    let event = await this.#first();
    while (event) {
      changes.push({ collection: event.ns.coll, id: event.documentKey._id, position: JSON.stringify(event._id) });
      if (changes.length >= most || !this.#buffered) break;
      event = await this.#stream.tryNext();
    }
    return changes;
  }

  /** Where the reader stands: after the last change that it gave out. */
  get position(): string {
    return this.#opened ? JSON.stringify(this.#stream.resumeToken) : this.#from;
  }

  close(): Promise<void> {
    return this.#stream.close();
  }

  async #first(): Promise<Event | null> {
    try {
      const event = await this.#stream.tryNext();
      this.#opened = true;
      return event;
    } catch (error) {
      throw isLost(error, !this.#opened) ? new PositionLost(error) : error;
    }
  }

  get #buffered(): boolean {
    const { cursor } = this.#stream as unknown as { cursor?: { bufferedCount(): number } };
    return (cursor?.bufferedCount() ?? 0) > 0;
  }
}

function tokenOf(position: string): object {
  try {
    const token: unknown = JSON.parse(position);
    if (typeof token === 'object' && token !== null) return token;
    throw new Error('Expected a resume token.');
  } catch (error) {
    throw new PositionLost(error);
  }
}

function isLost(error: unknown, opening: boolean): boolean {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'number') return false;
  return LOST.has(code) || (opening && (UNREADABLE.has(code) || code >= SINGLE_PLACES));
}
