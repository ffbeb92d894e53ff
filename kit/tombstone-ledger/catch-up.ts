import { setTimeout as sleep } from 'node:timers/promises';
import type { Restores } from '../backup/restores.ts';
import { faultOf } from '../log/fault.ts';
import type { Log } from '../log/log.ts';
import type { AppliedTombstones } from './applied-tombstones.ts';
import type { TombstoneLedger } from './tombstone-ledger.ts';
import type { Tombstone } from './tombstone.ts';

/** Erases again whom these entries name, wherever they are; resolves when nothing is left of them. Repeatable: it may be cut off, and come twice at once. */
export type Replay = (entries: readonly Tombstone[]) => Promise<void>;

export interface CatchUpParts {
  ledger: TombstoneLedger;
  applied: AppliedTombstones;
  restores: Restores;
  replay: Replay;
  /** Told how many were erased again, before anything is served. */
  told: (count: number) => Promise<void>;
  log: Log;
  now?: () => Date;
  everyMs?: number;
}

const EVERY_MS = 1_000;

/** Says that databases may not be served when the ledger holds more than they know. Throws LedgerDamaged. */
export async function closeWhenBehind(parts: Pick<CatchUpParts, 'ledger' | 'applied' | 'restores'>, now: Date) {
  const applied = await parts.applied.get();
  const all = await parts.ledger.verify(applied);
  if (all.length > (applied?.sequence ?? 0) && (await parts.restores.isOpen())) await parts.restores.found(now);
}

/** Brings databases that were restored up to what the ledger holds, again until it succeeds, and then lets them be served. */
export class CatchUp {
  readonly #parts: CatchUpParts;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#follow();
  }

  /** Waits for what was begun. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** Throws LedgerDamaged, HalfRestored, and what erasing again throws; then nothing is served. */
  async run(): Promise<void> {
    const { ledger, applied, restores, replay, told } = this.#parts;
    const now = this.#parts.now ?? (() => new Date());
    if (await restores.isOpen()) return;
    await restores.check();
    const known = await applied.get();
    const missing = (await ledger.verify(known)).slice(known?.sequence ?? 0);
    const last = missing.at(-1);
    if (last) {
      await replay(missing);
      await told(missing.length);
      await applied.set(last, now());
    }
    // What was appended meanwhile is erased here by whoever appended it.
    await restores.open(now());
  }

  async #follow(): Promise<void> {
    const { log, everyMs = EVERY_MS } = this.#parts;
    while (!this.#stopping.signal.aborted) {
      await this.run().catch((error: Error) => log.error('not caught up with erasures', faultOf(error)));
      await sleep(everyMs, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
    }
  }
}
