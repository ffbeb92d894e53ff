import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { shareable } from './shareable.ts';
import type { UnansweredQuery } from './unanswered-query.record.ts';

/** What fewer searches of a process had in common within a day is never stored. */
const SHARED_BY = 10;
/** Texts that a process counts at a time. */
export const MOST_COUNTED = 10_000;
/** Texts that are stored; when there are so many, those that are there are counted on. */
const MOST_STORED = 5_000;
const COUNTED_MS = 86_400_000;
const EVERY_MS = 5_000;

interface Counted {
  text: string;
  locale: Locale;
  /** Since it is counted here. */
  count: number;
  /** Of these, how many are stored. */
  stored: number;
  firstAt: Date;
  lastAt: Date;
}

/**
 * Counts queries that found nothing. What a person typed is in memory alone, for a day at most; what many typed is stored, once this process
 * heard it often enough, and counts of several processes add up.
 */
export class UnansweredQueries {
  readonly #counted: LRUCache<string, Counted>;
  readonly #due = new Set<Counted>();
  readonly #queries: Model<UnansweredQuery>;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;

  constructor(queries: Model<UnansweredQuery>, log: Log, clock: () => number = Date.now) {
    this.#counted = new LRUCache({ max: MOST_COUNTED, ttl: COUNTED_MS, perf: { now: clock } });
    this.#queries = queries;
    this.#log = log;
  }

  /** How many texts are counted now. */
  get size(): number {
    return this.#counted.size;
  }

  /** A search in this language found nothing. Costs a look into memory. */
  note(query: string, locale: Locale): void {
    const text = shareable(query);
    if (text === null) return;
    const [key, now] = [idOf(text, locale), new Date()];
    let counted = this.#counted.get(key);
    // Counting on leaves the day as it began.
    if (!counted) this.#counted.set(key, (counted = { text, locale, count: 0, stored: 0, firstAt: now, lastAt: now }));
    counted.count += 1;
    counted.lastAt = now;
    if (counted.count >= SHARED_BY) this.#due.add(counted);
  }

  /** Stores what enough searches shared. */
  async flush(): Promise<void> {
    const due = [...this.#due];
    if (due.length === 0) return;
    const upsert = (await this.#queries.estimatedDocumentCount()) < MOST_STORED;
    this.#due.clear();
    const writes = due.map((counted) => updateOf(counted, upsert));
    for (const counted of due) counted.stored = counted.count;
    await this.#queries.collection.bulkWrite(writes as never, { ordered: false });
  }

  start(): void {
    const flush = () =>
      this.flush().catch((error: Error) => this.#log.warn('unanswered queries not stored', { reason: error.message }));
    this.#timer = setInterval(() => void flush(), EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush().catch(() => undefined);
  }
}

function updateOf({ text, locale, count, stored, firstAt, lastAt }: Counted, upsert: boolean) {
  const $inc = { count: count - stored };
  const $setOnInsert = { text, locale, firstAt, settledAt: null };
  return {
    updateOne: { filter: { _id: idOf(text, locale) }, update: { $inc, $max: { lastAt }, $setOnInsert }, upsert },
  };
}

const idOf = (text: string, locale: Locale): string =>
  createHash('sha256').update(`${locale}\n${text}`).digest('hex').slice(0, 24);
