import type { Log } from '../../../kit/log/log.ts';
import { Sweep } from '../../../kit/work/sweep.ts';
import { CASES_KEPT_SECONDS } from '../case/privacy-case.record.ts';
import type { LegalHoldStore } from './legal-hold-store.ts';

const BATCH = 100;
const EVERY_MS = 60_000;

export interface LegalHoldSweepParts {
  holds: LegalHoldStore;
  log: Log;
  now: () => Date;
}

/** Lets go, once a minute, of holds that were released three years ago. */
export class LegalHoldSweep extends Sweep {
  readonly #parts: LegalHoldSweepParts;

  constructor(parts: LegalHoldSweepParts) {
    super({ what: 'legal hold sweep', everyMs: EVERY_MS, log: parts.log });
    this.#parts = parts;
  }

  async run(): Promise<void> {
    const { holds, now } = this.#parts;
    const releasedBefore = new Date(now().getTime() - CASES_KEPT_SECONDS * 1_000);
    while ((await holds.sweep(BATCH, releasedBefore)) === BATCH);
  }
}
