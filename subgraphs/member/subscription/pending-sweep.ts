import type { Log } from '../../../kit/log/log.ts';
import type { PendingSubscriptions } from './pending-subscriptions.ts';

export interface PendingSweepParts {
  pending: PendingSubscriptions;
  log: Log;
  now?: () => Date;
}

const BATCH = 100;
const EVERY_MS = 60_000;

/** Lets go, once a minute, of subscriptions that nobody confirmed. Every process may do it at once: each step is repeatable. */
export class PendingSweep {
  readonly #parts: PendingSweepParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(parts: PendingSweepParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.run().catch((error: Error) => {
        this.#parts.log.warn('subscription sweep pauses', { reason: error.message });
      });
    }, EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async run(): Promise<void> {
    const now = this.#parts.now?.() ?? new Date();
    while ((await this.#parts.pending.sweep(BATCH, now)) === BATCH);
  }
}
