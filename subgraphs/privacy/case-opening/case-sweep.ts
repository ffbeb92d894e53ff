import type { Log } from '../../../kit/log/log.ts';
import { Sweep } from '../../../kit/work/sweep.ts';
import type { CaseStore } from '../case/case-store.ts';
import { CASES_KEPT_SECONDS } from '../case/privacy-case.record.ts';
import type { PendingCases } from './pending-cases.ts';

export interface CaseSweepParts {
  pending: PendingCases;
  store: CaseStore;
  log: Log;
  now: () => Date;
}

const BATCH = 100;
const EVERY_MS = 60_000;

/** Lets go, once a minute, of what guests asked and nobody proved for seven days, and of cases that were closed three years ago. */
export class CaseSweep extends Sweep {
  readonly #parts: CaseSweepParts;

  constructor(parts: CaseSweepParts) {
    super({ what: 'case sweep', everyMs: EVERY_MS, log: parts.log });
    this.#parts = parts;
  }

  async run(): Promise<void> {
    const { pending, store } = this.#parts;
    const now = this.#parts.now();
    while ((await pending.sweep(BATCH, now)) === BATCH);
    const closedBefore = new Date(now.getTime() - CASES_KEPT_SECONDS * 1_000);
    while ((await store.sweep(BATCH, closedBefore)) === BATCH);
  }
}
