import type { Model } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import type { ChangeFeed } from '../../../kit/mongo/change-feed.ts';
import { companiesWith } from '../../../kit/participation/company-place.ts';
import type { ErasureTarget } from '../../../kit/participation/erasing.ts';
import { Sweep } from '../../../kit/work/sweep.ts';
import type { Engine } from '../engine/engine.ts';
import { BuildRunning } from '../indexing/index-build.ts';
import { rebuildIndex } from '../indexing/index-rebuild.ts';
import type { IndexState } from '../indexing/index-state.record.ts';
import type { IndexWriter } from '../indexing/index-writer.ts';
import { dropLeftovers } from '../indexing/leftovers.ts';
import type { PurgeRequest } from './purge-request.record.ts';

export interface PurgingParts {
  engine: Engine;
  states: Model<IndexState>;
  requests: Model<PurgeRequest>;
  feed: ChangeFeed;
  writers: readonly IndexWriter[];
  log: Log;
  /** So long requests are gathered. */
  windowMs: number;
  now?: () => Date;
}

const EVERY_MS = 30_000;
const HASTE_MS = 1_000;
/** A rebuild takes less, with the time until the old index goes. */
const BUILD_MS = 3_600_000;
/** An index that answers no more is asked by somebody for a little while yet; so long when everything is to happen at once. */
const SHORT_GRACE_MS = 5_000;

/**
 * Has the search engine's files rewritten: a deleted document's bytes stay in them until the index as a whole goes. Requests are gathered, and
 * one rebuild is for all that were made before it began; each is done when no index is left that was begun before it.
 */
export class Purging extends Sweep {
  readonly #parts: PurgingParts;

  constructor(parts: PurgingParts) {
    super({ what: 'purge', everyMs: parts.windowMs === 0 ? HASTE_MS : EVERY_MS, log: parts.log });
    this.#parts = parts;
  }

  /** Only names of people are purged: of a company that is nobody the engine may keep what it had. */
  async purge(target: ErasureTarget): Promise<{ done: boolean; until: string | null }> {
    const { requests, windowMs } = this.#parts;
    if (companiesWith(target, 'ERASED').length === 0) return { done: true, until: null };
    const made = { requestedAt: this.#now(), doneAt: null };
    await requests.collection.updateOne({ _id: target.erasureId as never }, { $setOnInsert: made }, { upsert: true });
    await this.#settle();
    const { requestedAt, doneAt } = (await requests.findById(target.erasureId).lean())!;
    if (doneAt) return { done: true, until: null };
    return { done: false, until: new Date(requestedAt.getTime() + windowMs + BUILD_MS).toISOString() };
  }

  async run(): Promise<void> {
    const { requests, writers, windowMs } = this.#parts;
    const open = await requests.find({ doneAt: null }).sort({ requestedAt: 1 }).lean<PurgeRequest[]>();
    const [oldest, newest] = [open[0], open.at(-1)];
    if (!oldest || !newest || oldest.requestedAt.getTime() + windowMs > this.#now().getTime()) return;
    for (const writer of writers) await this.#rebuilt(writer, newest.requestedAt);
    await this.#settle();
  }

  async #rebuilt(writer: IndexWriter, since: Date): Promise<void> {
    const { engine, states, feed, windowMs } = this.#parts;
    const state = await states.findById(writer.source.name).lean();
    if (state?.live && begunAt(state.live) <= since.getTime())
      await rebuildIndex({ states, feed, writer }).catch((error: Error) => {
        if (!(error instanceof BuildRunning)) throw error;
      });
    if (windowMs === 0) await dropLeftovers(engine, states, writer, SHORT_GRACE_MS);
  }

  /** Marks as done what no index is older than, in whichever process that came about. */
  async #settle(): Promise<void> {
    const { engine, requests, writers } = this.#parts;
    const { results } = await engine.admin.getRawIndexes({ limit: 1_000 });
    const names = writers.map(({ source }) => source.name);
    const begun = results.map(({ uid }) => uid).filter((uid) => names.some((name) => uid.startsWith(`${name}-`)));
    const oldest = Math.min(...begun.map(begunAt));
    const done = { doneAt: null, requestedAt: { $lt: new Date(oldest) } };
    if (Number.isFinite(oldest)) await requests.updateMany(done, { $set: { doneAt: this.#now() } });
  }

  #now(): Date {
    return (this.#parts.now ?? (() => new Date()))();
  }
}

/** When an index was begun: it stands in its name. */
const begunAt = (index: string): number => Number.parseInt(index.slice(index.indexOf('-') + 1, -4), 36);
