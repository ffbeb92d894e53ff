import type { Log } from '../../../kit/log/log.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import { LEASE_MS, type ErasureRun } from './erasure-run.ts';
import type { Erasure } from './erasure.record.ts';
import type { ErasureStore } from './erasure-store.ts';

export interface ErasureWorkParts {
  run: ErasureRun;
  store: ErasureStore;
  log: Log;
  now: () => Date;
}

/** How many this process fences at a time, and how many it carries out. */
const FENCED_AT_ONCE = 4;
const CARRIED_OUT_AT_ONCE = 8;

const isBefore = ({ step, state }: Pick<Erasure, 'step' | 'state'>): boolean =>
  state === 'APPROVED' || (state === 'RUNNING' && step === 'FENCE');
const BEFORE = { $or: [{ state: 'APPROVED' }, { state: 'RUNNING', step: 'FENCE' }] };
const BEHIND = { $or: [{ state: 'RUNNING', step: { $ne: 'FENCE' } }, { state: 'WAITING' }] };

/**
 * Erasures that were approved, as work of this process. Fences come into force for all who wait for one first, for whoever is fenced is neither shown nor
 * written about any more; what follows takes its time.
 */
export class ErasureWork {
  readonly #store: ErasureStore;
  readonly #now: () => Date;
  readonly #fencing: LeasedWork;
  readonly #carryingOut: LeasedWork;

  constructor({ run, store, log, now }: ErasureWorkParts) {
    [this.#store, this.#now] = [store, now];
    const collection = store.collection as unknown as LeasedWorkParts['collection'];
    const shared = { collection, log, leaseMs: LEASE_MS, now };
    this.#fencing = new LeasedWork({
      ...shared,
      kind: 'erasure until fenced',
      filter: BEFORE,
      run: (id, renew, stopping) => run.run(id, renew, stopping, isBefore),
      released: () => this.#carryingOut.wake(),
      atOnce: FENCED_AT_ONCE,
    });
    this.#carryingOut = new LeasedWork({
      ...shared,
      kind: 'erasure',
      filter: BEHIND,
      run: (id, renew, stopping) => run.run(id, renew, stopping, (erasure) => !isBefore(erasure)),
      atOnce: CARRIED_OUT_AT_ONCE,
    });
  }

  start(): void {
    this.#fencing.start();
    this.#carryingOut.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#fencing.stop(), this.#carryingOut.stop()]);
  }

  /** Something was approved. */
  wake = (): void => this.#fencing.wake();

  /** What waited for a hold looks anew. */
  async resume(erasureId: string): Promise<void> {
    await this.#store.resume(erasureId, this.#now());
    this.#carryingOut.wake();
  }
}
