import { setTimeout as sleep } from 'node:timers/promises';
import type { Model } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { PositionLost, type ChangeFeed, type ChangeReader } from '../../../kit/mongo/change-feed.ts';
import type { Engine } from '../engine/engine.ts';
import { GatheredChanges } from './gathered-changes.ts';
import { IndexLease } from './index-lease.ts';
import { rebuildIndex } from './index-rebuild.ts';
import type { IndexState } from './index-state.record.ts';
import type { IndexWriter } from './index-writer.ts';
import { InFlight } from './in-flight.ts';
import { dropLeftovers } from './leftovers.ts';
import { ReadDocuments } from './read-documents.ts';

const PAUSE_MS = 1_000;
const IDLE_STORE_MS = 5_000;
const SWEEP_MS = 30_000;
const LONGEST_DRAIN_MS = 2_000;

export interface FollowerParts {
  engine: Engine;
  states: Model<IndexState>;
  feed: ChangeFeed;
  writer: IndexWriter;
  log: Log;
}

/**
 * Keeps the live generation of one index equal to the database: reads changes in order from the stored position, hands over the
 * present state of what they touch, several batches in flight, and stores the position only when everything before it is
 * searchable. Killed at any time, it goes on from there; what it does twice does no harm. One follower leads at a time.
 */
export class IndexFollower {
  readonly #parts: FollowerParts;
  readonly #name: string;
  readonly #lease: IndexLease;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #following: string | null = null;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#name = parts.writer.source.name;
    this.#lease = new IndexLease(parts.states, this.#name);
  }

  /** The generation that this follower, and no other, writes to now; null when it does not lead. */
  get following(): string | null {
    return this.#lease.held ? this.#following : null;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#lease.release();
  }

  get #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        if (await this.#lease.take()) await this.#lead();
        else await this.#pause();
      } catch (error) {
        if (this.#stopped) return;
        this.#parts.log.warn('index follower pauses', { index: this.#name, reason: (error as Error).message });
        await this.#pause();
      }
    }
  }

  async #lead(): Promise<void> {
    const { engine, states, writer, log } = this.#parts;
    const done = this.#lease.keep();
    const sweep = setInterval(() => {
      dropLeftovers(engine, states, writer).catch((error: Error) =>
        log.warn('old generations not dropped', { index: this.#name, reason: error.message }),
      );
    }, SWEEP_MS);
    try {
      await this.#followLive();
    } finally {
      this.#following = null;
      clearInterval(sweep);
      done();
    }
  }

  /** Follows until the pointer moves, the lease is lost or somebody stops it. Builds the index first where there is none, or one that was made in another way. */
  async #followLive(): Promise<void> {
    const { states, feed, writer, log } = this.#parts;
    let state = await states.findById(this.#name).lean();
    const isUsable = state?.live && state.resumeToken !== null && state.made === writer.source.made;
    if (!isUsable || !(await writer.exists(state!.live))) {
      const progress = (done: number, total: number) => log.info('index build', { index: this.#name, done, total });
      await rebuildIndex({ states, feed, writer, progress, signal: this.#stop.signal });
      state = await states.findById(this.#name).lean();
    }
    const { live, resumeToken } = state!;
    let reader: ChangeReader | undefined;
    try {
      reader = feed.open(writer.source.collections, resumeToken!);
      this.#following = live;
      await this.#follow(reader, live);
    } catch (error) {
      if (error instanceof PositionLost)
        await states.updateOne({ _id: this.#name, live, resumeToken }, { $set: { resumeToken: null } });
      throw error;
    } finally {
      await reader?.close();
    }
  }

  async #follow(reader: ChangeReader, live: string): Promise<void> {
    const { feed, writer } = this.#parts;
    const mine = () => this.#lease.held;
    const inFlight = new InFlight((position) => this.#store(live, position));
    const following = new GatheredChanges(reader);
    const read = new ReadDocuments(feed);
    let stored = Date.now();
    while (!this.#stopped && mine() && this.#lease.live === live) {
      const { changes, position } = await following.next();
      for await (const ids of read.due(writer.source, changes))
        await inFlight.add(position, await writer.refresh(live, ids, mine));
      await inFlight.settle();
      if (Date.now() - stored < IDLE_STORE_MS) continue;
      stored = Date.now();
      if (inFlight.empty) await this.#store(live, position);
    }
    await Promise.race([inFlight.drain(), sleep(LONGEST_DRAIN_MS, undefined, { ref: false })]);
  }

  /** Only while the generation that was written to is still the live one, and this follower the one that writes to it. */
  async #store(live: string, resumeToken: string): Promise<void> {
    const { matchedCount } = await this.#parts.states.updateOne(
      { _id: this.#name, live, leaseOwner: this.#lease.owner },
      { $set: { resumeToken } },
    );
    if (matchedCount === 0) await this.#lease.take();
  }

  async #pause(): Promise<void> {
    await sleep(PAUSE_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}
