import { inSlices, nextTurn } from '../../../kit/process/in-slices.ts';
import { afterStarting } from '../../../kit/process/after-starting.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../../kit/log/log.ts';
import { PositionLost, type ChangeFeed, type ChangeReader } from '../../../kit/mongo/change-feed.ts';
import type { RankIndex } from '../ranking/rank-index.ts';
import type { IndexSource } from './index-source.ts';
import { seqOf } from './product-values.ts';
import { touched } from './touched.ts';

const BATCH = 1_000;
/** Documents that are put before requests get their turn: fewer know less well how long texts are. */
const AT_ONCE = 20;
const REST_MS = 50;
const PAUSE_MS = 1_000;

export interface RankFollowerParts {
  feed: ChangeFeed;
  source: IndexSource;
  index: RankIndex;
  log: Log;
}

/**
 * Keeps the ranking in the memory of this process equal to the database: reads all documents, then follows their changes. Until all are read `isWhole` is
 * false. While the database is away it stays as it is, and goes on from where it was; when that position is lost it reads all again.
 */
export class RankFollower {
  readonly #parts: RankFollowerParts;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #isWhole = false;
  /** Up to where changes are in the ranking, once it is whole. */
  #reached: string | null = null;
  /** Documents that the engine has taken in, and whose change was not seen here. */
  #awaited = new Set<number>();
  /** Documents that are to be put anew though they did not change. */
  #again: readonly string[] = [];

  constructor(parts: RankFollowerParts) {
    this.#parts = parts;
  }

  get isWhole(): boolean {
    return this.#isWhole;
  }

  get index(): RankIndex {
    return this.#parts.index;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Puts these documents anew, a batch between the changes: what they are read by has changed. */
  again(ids: readonly string[]): void {
    this.#again = [...new Set([...this.#again, ...ids])];
  }

  /** The engine has taken in what became of these documents; often before their changes are read here. */
  takenIn(ids: readonly string[]): void {
    for (const seq of this.#parts.index.takenIn(ids.map(seqOf))) this.#awaited.add(seq);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  get #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #run(): Promise<void> {
    const { feed, source, log } = this.#parts;
    await afterStarting(this.#stop.signal);
    while (!this.#stopped) {
      let reader: ChangeReader | undefined;
      try {
        const from = this.#reached ?? (await feed.position());
        reader = feed.open(source.collections, from);
        if (!this.#isWhole) await this.#readAll();
        this.#reached = from;
        await this.#follow(reader);
      } catch (error) {
        if (this.#stopped) return;
        // What was awaited is lost.
        this.index.recent.forget();
        log.warn('ranking pauses', { index: source.name, reason: (error as Error).message });
        if (error instanceof PositionLost) [this.#isWhole, this.#reached] = [false, null];
        await sleep(PAUSE_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
      } finally {
        await reader?.close().catch(() => undefined);
      }
    }
  }

  async #readAll(): Promise<void> {
    const { source, index, log } = this.#parts;
    index.clear();
    for await (const documents of source.allRanked(BATCH)) {
      if (this.#stopped) return;
      if (index.size === 0) await inSlices(documents, (document) => index.measure([document]));
      await this.#put(documents);
    }
    this.#isWhole = true;
    log.info('ranking loaded', { index: source.name, count: index.size });
  }

  async #follow(reader: ChangeReader): Promise<void> {
    while (!this.#stopped) {
      const awaited = this.#awaited;
      this.#awaited = new Set();
      const changes = await reader.next(BATCH);
      for await (const ids of touched(this.#parts.source, changes)) await this.#refresh(ids);
      this.#look(awaited, changes.length < BATCH);
      this.#reached = reader.position;
      await this.#refreshAgain();
      // What comes meanwhile is read at once: the engine takes longer to find it.
      if (changes.length > 0) await sleep(REST_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  /** `isAll`: no changes are left that were made before they were awaited: what is still unknown was seen so long ago that it is not remembered. */
  #look(awaited: ReadonlySet<number>, isAll: boolean): void {
    const { index } = this.#parts;
    const unknown = index.takenIn(awaited);
    if (unknown.size === 0) return;
    if (isAll || unknown.size > BATCH) index.recent.forget();
    else for (const seq of unknown) this.#awaited.add(seq);
  }

  async #refreshAgain(): Promise<void> {
    const ids = this.#again.slice(0, BATCH);
    if (ids.length === 0) return;
    this.#again = this.#again.slice(BATCH);
    try {
      await this.#refresh(ids);
    } catch (error) {
      this.again(ids);
      throw error;
    }
  }

  async #refresh(ids: readonly string[]): Promise<void> {
    const { source, index } = this.#parts;
    const documents = await source.ranked(ids);
    const found = new Set(documents.map(({ id }) => id));
    for (const id of ids) if (!found.has(id)) index.remove(seqOf(id));
    await this.#put(documents);
  }

  async #put(documents: Awaited<ReturnType<IndexSource['ranked']>>): Promise<void> {
    for (let from = 0; from < documents.length; from += AT_ONCE) {
      this.#parts.index.put(documents.slice(from, from + AT_ONCE));
      await nextTurn();
    }
  }
}
