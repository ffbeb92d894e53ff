import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import { isAboutFenced } from '../fence/guarded.ts';
import type { Log } from '../log/log.ts';

/** A document of a collection that is work; beside `workFields` it holds what the work is about. */
export type WorkDocument = { _id: string; dueAt: Date; leasedUntil: Date | null; attempts: number };

/** Keeps a piece of work one's own for another lease. Rejects when somebody else has taken it, and then nothing more must be done. */
export type Renew = () => Promise<void>;

export interface LeasedWorkParts {
  /** Named in the log. */
  kind: string;
  collection: mongo.Collection<WorkDocument>;
  /** Which documents are work; all of them when absent. */
  filter?: mongo.Filter<WorkDocument>;
  /**
   * Does one piece, and writes in the end that it is done (takes it away, or changes what the filter asks for) or when it is due
   * again. At least once: a process that ends half-way leaves the piece to another. What it throws is logged, and the piece is tried again
   * after a pause that grows from one second to an hour.
   */
  run: (id: string, renew: Renew, stopping: AbortSignal) => Promise<void>;
  /** Told when a piece that was done is let go: other work may take it up from here. */
  released?: () => void;
  log: Log;
  leaseMs?: number;
  /** How many pieces this process does at a time; one when absent. */
  atOnce?: number;
  /** How long it sleeps when nothing is due; a second when absent. `wake` ends the sleep. */
  idleMs?: number;
  /** The clock by which pieces are due. */
  now?: () => Date;
}

const LONGEST_PAUSE_MS = 3_600_000;

/**
 * Does pieces of work that are stored, one process at a time for each piece, until it is stopped. A piece that names somebody who is being erased
 * is not begun: the erasure takes it away.
 */
export class LeasedWork {
  readonly #parts: Required<LeasedWorkParts>;
  readonly #stopping = new AbortController();
  #awake = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  constructor(parts: LeasedWorkParts) {
    this.#parts = {
      filter: {},
      leaseMs: 30_000,
      atOnce: 1,
      idleMs: 1_000,
      now: () => new Date(),
      released: () => undefined,
      ...parts,
    };
  }

  start(): void {
    this.#running = this.#follow();
  }

  /** Something is due now: whoever wrote it says so, and nobody waits for the next look. */
  wake(): void {
    this.#awake.abort();
  }

  /** Takes on nothing more, and waits for what was begun. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
  }

  /** One looks for pieces, however many are done at a time: so many looks when nothing is due would be for nothing. */
  async #follow(): Promise<void> {
    const { idleMs, atOnce, log, kind } = this.#parts;
    const doing = new Set<Promise<unknown>>();
    while (!this.#stopping.signal.aborted) {
      try {
        const piece = await this.#claim();
        if (piece) {
          const done: Promise<unknown> = this.#do(piece)
            .catch((error: Error) => log.warn('work pauses', { kind, reason: error.message }))
            .finally(() => doing.delete(done));
          doing.add(done);
          if (doing.size >= atOnce) await Promise.race(doing);
        } else await this.#rest(idleMs);
      } catch (error) {
        if (this.#stopping.signal.aborted) break;
        log.warn('work pauses', { kind, reason: (error as Error).message });
        await this.#rest(idleMs);
      }
    }
    await Promise.all(doing);
  }

  async #claim(): Promise<WorkDocument | null> {
    const { collection, filter, leaseMs } = this.#parts;
    const now = this.#parts.now();
    const free = { dueAt: { $lte: now }, $or: [{ leasedUntil: null }, { leasedUntil: { $lte: now } }] };
    return collection.findOneAndUpdate(
      { $and: [filter, free] },
      { $set: { leasedUntil: new Date(now.getTime() + leaseMs) }, $inc: { attempts: 1 } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    );
  }

  async #do(piece: WorkDocument): Promise<void> {
    const { _id, attempts, leasedUntil } = piece;
    const { collection, run, released, log, kind, leaseMs, now } = this.#parts;
    let held = leasedUntil;
    const renew: Renew = async () => {
      const next = new Date(now().getTime() + leaseMs);
      const { matchedCount } = await collection.updateOne({ _id, leasedUntil: held }, { $set: { leasedUntil: next } });
      if (matchedCount === 0) throw new Error('somebody else has taken it');
      held = next;
    };
    try {
      if (await isAboutFenced(collection, piece)) {
        log.info('work dropped', { kind });
        const $set = { leasedUntil: null, dueAt: new Date(now().getTime() + LONGEST_PAUSE_MS) };
        return void (await collection.updateOne({ _id, leasedUntil: held }, { $set }));
      }
      await run(_id, renew, this.#stopping.signal);
      await collection.updateOne({ _id, leasedUntil: held }, { $set: { leasedUntil: null } });
      released();
    } catch (error) {
      log.warn('work failed', { kind, count: attempts, reason: (error as Error).message });
      const pause = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** Math.min(attempts - 1, 12));
      const $set = { leasedUntil: null, dueAt: new Date(now().getTime() + pause) };
      await collection.updateOne({ _id, leasedUntil: held }, { $set });
    }
  }

  async #rest(ms: number): Promise<void> {
    const { signal } = this.#awake;
    if (!signal.aborted) await sleep(ms, undefined, { signal }).catch(() => undefined);
    if (signal.aborted && !this.#stopping.signal.aborted) this.#awake = new AbortController();
  }
}
