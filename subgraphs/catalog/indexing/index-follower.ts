import { setTimeout as sleep } from 'node:timers/promises';
import type { Model } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { isHistoryLost, type Change, type ChangeFeed, type ChangeReader } from '../../../kit/mongo/change-feed.ts';
import type { IndexState } from './index-state.record.ts';
import type { IndexWriter } from './index-writer.ts';
import { rebuildIndex, type Rebuild } from './index-rebuild.ts';
import { holdLease, releaseLease } from './index-lease.ts';
import { InFlight } from './in-flight.ts';

const BATCH = 1_000;
const PAUSE_MS = 1_000;

/**
 * Keeps the live generation of one index equal to the database: reads changes in order from the stored position, hands over the
 * present state of what they touch, several batches in flight, and stores the position only when everything before it is
 * searchable. Killed at any time, it goes on from there; what it does twice does no harm. One follower holds the lease at a time.
 */
export class IndexFollower {
  readonly #rebuild: Rebuild;
  readonly #states: Model<IndexState>;
  readonly #feed: ChangeFeed;
  readonly #writer: IndexWriter;
  readonly #log: Log;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(rebuild: Rebuild, log: Log) {
    this.#rebuild = rebuild;
    this.#states = rebuild.states;
    this.#feed = rebuild.feed;
    this.#writer = rebuild.writer;
    this.#log = log;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
    await releaseLease(this.#states, this.#writer.source.name);
  }

  async #run(): Promise<void> {
    const name = this.#writer.source.name;
    while (!this.#stopped) {
      try {
        const held = await holdLease(this.#states, name);
        if (held) await this.#followLive();
        else await sleep(PAUSE_MS);
      } catch (error) {
        if (this.#stopped) return;
        if (isHistoryLost(error))
          await this.#states.updateOne({ _id: name }, { $set: { resumeToken: null } }).catch(() => undefined);
        this.#log.warn('index follower pauses', { index: name, reason: (error as Error).message });
        await sleep(PAUSE_MS);
      }
    }
  }

  /** Follows until the pointer moves, the lease is lost or somebody stops it. */
  async #followLive(): Promise<void> {
    const name = this.#writer.source.name;
    let state = await this.#states.findById(name).lean();
    if (!state?.live || state.resumeToken === null) {
      await rebuildIndex({
        ...this.#rebuild,
        progress: (done, total) => this.#log.info('index build', { index: name, done, total }),
      });
      state = await this.#states.findById(name).lean();
    }
    const { live, resumeToken } = state!;
    const reader = this.#feed.open(this.#writer.source.collections, resumeToken);
    try {
      await this.#follow(reader, live);
    } finally {
      await reader.close();
    }
  }

  async #follow(reader: ChangeReader, live: string): Promise<void> {
    const name = this.#writer.source.name;
    const inFlight = new InFlight((position) => this.#store(live, position));
    let checked = Date.now();
    while (!this.#stopped) {
      for (const [collection, ids] of byCollection(await reader.next(BATCH))) {
        for await (const batch of this.#writer.source.touchedBy(collection, ids)) {
          await inFlight.add(reader.position, await this.#writer.refresh(live, batch));
        }
      }
      await inFlight.settle();
      if (Date.now() - checked < PAUSE_MS) continue;
      checked = Date.now();
      if (inFlight.empty) await this.#store(live, reader.position);
      if (!(await holdLease(this.#states, name, live))) return;
    }
    await inFlight.drain();
  }

  /** Only while the generation that was written to is still the live one. */
  async #store(live: string, resumeToken: string): Promise<void> {
    await this.#states.updateOne({ _id: this.#writer.source.name, live }, { $set: { resumeToken } });
  }
}

function byCollection(changes: readonly Change[]): Map<string, string[]> {
  const ids = new Map<string, Set<string>>();
  for (const { collection, id } of changes) ids.set(collection, (ids.get(collection) ?? new Set()).add(id));
  return new Map([...ids].map(([collection, set]) => [collection, [...set]]));
}
