import { setTimeout as sleep } from 'node:timers/promises';
import { nextTurn } from '../../../kit/process/in-slices.ts';
import type { Log } from '../../../kit/log/log.ts';
import { PositionLost, type Change, type ChangeFeed, type ChangeReader } from '../../../kit/mongo/change-feed.ts';
import { companyCardRecord } from '../../../schema/events/company-card.ts';
import { productRecord } from '../product/product.record.ts';
import type { AlertLease } from './alert-lease.ts';
import type { Percolation } from './percolation.ts';
import type { Percolator } from './percolator.ts';
import type { SavedSearchIntake } from './saved-search-intake.ts';

export interface AlertFollowerParts {
  /** Of the catalog’s database. */
  feed: ChangeFeed;
  lease: AlertLease;
  intake: SavedSearchIntake;
  percolator: Percolator;
  percolation: Percolation;
  /** Whether words can be read as searches read them. */
  isReady: () => boolean;
  log: Log;
}

const BATCH = 100;
const PAUSE_MS = 1_000;
const READ_ANEW_AT_ONCE = 50;

/**
 * Follows products and holds each change against the saved searches, from a stored position on: it is stored when the matches are written, so that
 * a process that is killed loses nothing. One does it at a time, and that one alone holds the searches in memory.
 */
export class AlertFollower {
  readonly #parts: AlertFollowerParts;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #isStale = false;

  constructor(parts: AlertFollowerParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#parts.lease.release();
  }

  /** The concepts of the trade have changed: searches are read anew before the next product. */
  conceptsChanged(): void {
    this.#isStale = true;
  }

  get #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #run(): Promise<void> {
    const { isReady, lease, log } = this.#parts;
    while (!this.#stopped) {
      try {
        const state = isReady() ? await lease.take() : null;
        if (state) await this.#lead(state.resumeToken);
        else await this.#pause();
      } catch (error) {
        if (this.#stopped) return;
        log.warn('alerts pause', { reason: (error as Error).message });
        if (error instanceof PositionLost) await lease.store(null).catch(() => undefined);
        await this.#pause();
      }
    }
  }

  async #lead(stored: string | null): Promise<void> {
    const { feed, lease, intake, percolation, percolator } = this.#parts;
    let reader: ChangeReader | undefined;
    try {
      const goesOn = async () => !this.#stopped && (await lease.take()) !== null;
      const from = stored ?? (await feed.position());
      reader = feed.open([productRecord.collection, companyCardRecord.collection], from);
      await intake.open(goesOn);
      if (stored === null) {
        // Who saved a search before anybody followed, or while changes were missed, is told of what changed since, and of nothing before.
        await percolation.all(percolator.size === 0, goesOn);
        if (!this.#stopped && lease.held) await lease.store(from, new Date());
      }
      while (!this.#stopped && lease.held) await this.#step(reader);
    } finally {
      await intake.close();
      await reader?.close().catch(() => undefined);
    }
  }

  async #step(reader: ChangeReader): Promise<void> {
    const { lease, intake } = this.#parts;
    const changes = await reader.next(BATCH);
    const { position } = reader;
    // What was saved before a product changed is to be held against it.
    await intake.reach(position);
    if (this.#isStale) await this.#readAnew();
    if (changes.length > 0) await this.#take(changes);
    // Where nothing happens, nothing is written but what keeps the lease.
    if (changes.length > 0 || lease.isAgeing) await lease.store(position);
  }

  async #take(changes: readonly Change[]): Promise<void> {
    const idsOf = (collection: string) => [
      ...new Set(changes.filter((change) => change.collection === collection).map(({ id }) => id)),
    ];
    const [products, companies] = [idsOf(productRecord.collection), idsOf(companyCardRecord.collection)];
    if (products.length > 0) await this.#parts.percolation.changed(products);
    if (companies.length > 0) await this.#parts.percolation.companiesChanged(companies);
  }

  async #readAnew(): Promise<void> {
    this.#isStale = false;
    for (const _ of this.#parts.percolator.readAnew(READ_ANEW_AT_ONCE)) await nextTurn();
  }

  async #pause(): Promise<void> {
    await sleep(PAUSE_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}
