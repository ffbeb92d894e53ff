import { Sweep } from '../../../kit/work/sweep.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { PendingSubscriptions } from './pending-subscriptions.ts';

export interface PendingSweepParts {
  pending: PendingSubscriptions;
  log: Log;
  now?: () => Date;
}

const BATCH = 100;
const EVERY_MS = 60_000;

/** Lets go, once a minute, of subscriptions that nobody confirmed. */
export class PendingSweep extends Sweep {
  readonly #parts: PendingSweepParts;

  constructor(parts: PendingSweepParts) {
    super({ what: 'subscription sweep', everyMs: EVERY_MS, log: parts.log });
    this.#parts = parts;
  }

  async run(): Promise<void> {
    const now = this.#parts.now?.() ?? new Date();
    while ((await this.#parts.pending.sweep(BATCH, now)) === BATCH);
  }
}
