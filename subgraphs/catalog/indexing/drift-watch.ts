import type { Log } from '../../../kit/log/log.ts';
import { differing, type DriftCheck, type DriftPlace } from './drift-check.ts';
import type { IndexFollower } from './index-follower.ts';

const EVERY_MS = 2_000;
/** Documents compared each time, each way: so few that readers beside it hardly notice. */
const SLICE = 20;
const BEGINNING: DriftPlace = { afterId: '', offset: 0 };

/**
 * Compares the live index with the database a slice at a time and repairs it, in the process that leads: 100,000 documents in
 * less than three hours.
 */
export class DriftWatch {
  readonly #follower: Pick<IndexFollower, 'following'>;
  readonly #check: DriftCheck;
  readonly #log: Log;
  #place = BEGINNING;
  #generation: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #busy = false;
  #stopped = false;

  constructor(follower: Pick<IndexFollower, 'following'>, check: DriftCheck, log: Log) {
    this.#follower = follower;
    this.#check = check;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => {
      if (!this.#busy) void this.#tick();
    }, EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
  }

  async #tick(): Promise<void> {
    this.#busy = true;
    try {
      await this.slice();
    } catch (error) {
      if (!this.#stopped)
        this.#log.warn('drift not checked', { index: this.#check.name, reason: (error as Error).message });
    } finally {
      this.#busy = false;
    }
  }

  /** Compares the next slice and repairs it; nothing in a process that does not lead. */
  async slice(): Promise<void> {
    const generation = this.#follower.following;
    if (generation === null) return;
    if (generation !== this.#generation) this.#place = BEGINNING;
    this.#generation = generation;
    const { drift, next } = await this.#check.compare(generation, this.#place, SLICE);
    this.#place = next.afterId === null && next.offset === null ? BEGINNING : next;
    const count = differing(drift).length;
    if (count === 0) return;
    this.#log.warn('index differs from the database; repairing', { index: this.#check.name, generation, count });
    await this.#check.repair(generation, drift, () => !this.#stopped && this.#follower.following === generation);
  }
}
