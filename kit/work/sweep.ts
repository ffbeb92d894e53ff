import type { Log } from '../log/log.ts';

export interface SweepParts {
  /** Named in the log. */
  what: string;
  everyMs: number;
  log: Log;
}

/**
 * What lets go, again and again, of what is over. Every process may do it at once: each step has to be repeatable. A failure is told in the log, and the next
 * turn goes on.
 */
export abstract class Sweep {
  readonly #parts: SweepParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(parts: SweepParts) {
    this.#parts = parts;
  }

  /** Lets go of all that is over now. */
  abstract run(): Promise<unknown>;

  start(): void {
    this.#timer = setInterval(() => void this.attempt(() => this.run()), this.#parts.everyMs).unref();
  }

  /** Waits for what was begun. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Does a piece of it, which stopping waits for. */
  protected attempt(work: () => Promise<unknown>, told = `${this.#parts.what} pauses`): Promise<unknown> {
    return (this.#running = work().catch((error: Error) => {
      this.#parts.log.warn(told, { reason: error.message });
    }));
  }
}
