import { inSlices, nextTurn } from '../../../kit/process/in-slices.ts';
import { afterStarting } from '../../../kit/process/after-starting.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Model } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import { companyCardRecord } from '../../../schema/events/company-card.ts';
import type { CompanyCards } from '../company/company-cards.ts';
import { isShown, productRecord, SHOWN, type ProductRecord } from '../product/product.record.ts';
import type { Withdrawals } from '../product/withdrawals.ts';
import type { SimilarIndex } from '../similar/similar-index.ts';
import { PositionLost, type ChangeFeed, type ChangeReader } from '../../../kit/mongo/change-feed.ts';
import { indexStateRecord, type IndexState } from './index-state.record.ts';
import type { Generations } from './generations.ts';

export interface Memories {
  feed: ChangeFeed;
  products: Model<ProductRecord>;
  cards: RecordsOf<typeof companyCardRecord>;
  states: Model<IndexState>;
  companyCards: CompanyCards;
  withdrawals: Withdrawals;
  similar: SimilarIndex;
  generations: Generations;
  log: Log;
}

const COLLECTIONS = [productRecord.collection, companyCardRecord.collection, indexStateRecord.collection];
const LOAD = 2_000;

/**
 * Keeps what this process holds in memory in step with the database: similar products, company cards, withdrawals, and the
 * pointer to the live index. It starts where the index stands, so that what was withdrawn and is still in the index is known;
 * the rest it loads beside. Nothing here needs to survive the process.
 */
export class CatalogChanges {
  readonly #memories: Memories;
  readonly #stop = new AbortController();
  #running: Promise<unknown> = Promise.resolve();
  /** Products that changed since the present loading began: what it read of them may be old. */
  #changed: Set<string> | null = null;

  constructor(memories: Memories) {
    this.#memories = memories;
  }

  async start(): Promise<void> {
    const position = (await this.#indexed()) ?? (await this.#memories.feed.position());
    this.#running = Promise.all([this.#follow(position), this.#load()]);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  get #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Up to where both indexes have taken in the changes; null when one was never built. */
  async #indexed(): Promise<string | null> {
    const states = await this.#memories.states.find({ resumeToken: { $ne: null } }, { resumeToken: 1 }).lean();
    // Positions are texts that stand in the order of time.
    return states.length < 2 ? null : states.map(({ resumeToken }) => resumeToken!).toSorted()[0]!;
  }

  async #follow(from: string): Promise<void> {
    const { feed, log } = this.#memories;
    let position = from;
    while (!this.#stopped) {
      let reader: ChangeReader | undefined;
      try {
        reader = feed.open(COLLECTIONS, position);
        while (!this.#stopped) {
          const changes = await reader.next(1_000);
          if (changes.length > 0) await this.#take(changes);
          position = reader.position;
        }
      } catch (error) {
        if (this.#stopped) return;
        log.warn('memory follower pauses', { reason: (error as Error).message });
        await this.#pause();
        if (error instanceof PositionLost) position = (await this.#beginAnew()) ?? position;
      } finally {
        await reader?.close().catch(() => undefined);
      }
    }
  }

  /** What changed meanwhile is not known: forgets all, and loads it from the present position on. */
  async #beginAnew(): Promise<string | null> {
    const { feed, companyCards, similar } = this.#memories;
    const position = await feed.position().catch(() => null);
    if (position === null) return null;
    companyCards.clear();
    similar.clear();
    this.#running = Promise.all([this.#running, this.#load()]);
    return position;
  }

  async #pause(): Promise<void> {
    await sleep(1_000, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }

  async #take(changes: readonly { collection: string; id: string }[]): Promise<void> {
    const { companyCards, cards, withdrawals, generations } = this.#memories;
    const idsOf = (collection: string) => [
      ...new Set(changes.filter((change) => change.collection === collection).map(({ id }) => id)),
    ];
    if (idsOf(indexStateRecord.collection).length > 0) await generations.refresh();
    const companies = idsOf(companyCardRecord.collection);
    if (companies.length > 0) {
      for (const id of companies) companyCards.forget(id);
      const shown = await cards.idsOf({ _id: { $in: companies }, hidden: false });
      for (const id of companies) withdrawals.company(id, !shown.has(id));
    }
    const products = idsOf(productRecord.collection);
    if (products.length > 0) await this.#takeProducts(products);
  }

  async #takeProducts(ids: string[]): Promise<void> {
    const { products, similar, withdrawals } = this.#memories;
    for (const id of ids) this.#changed?.add(id);
    const found = await products.find({ _id: { $in: ids } }, JUDGED).lean<ProductRecord[]>();
    const records = new Map(found.map((record) => [record._id, record]));
    const shown = (record: ProductRecord | undefined) => record !== undefined && isShown(record);
    // What is hidden is so at once; the rest has time.
    for (const id of ids) withdrawals.product(id, !shown(records.get(id)), records.get(id)?.version ?? null);
    await inSlices(ids, (id) => (shown(records.get(id)) ? similar.put(records.get(id)!) : similar.remove(id)));
  }

  /** Reads all published products once, in the background, yielding to requests between batches; again until it succeeds. */
  async #load(): Promise<void> {
    const { log } = this.#memories;
    await afterStarting(this.#stop.signal);
    while (!this.#stopped) {
      const changed = new Set<string>();
      this.#changed = changed;
      try {
        const count = await this.#read(changed);
        if (!this.#stopped) log.info('similar products loaded', { count });
        break;
      } catch (error) {
        if (!this.#stopped) log.warn('similar products not loaded', { reason: (error as Error).message });
        await this.#pause();
      }
    }
    this.#changed = null;
  }

  async #read(changed: ReadonlySet<string>): Promise<number> {
    const { products, similar } = this.#memories;
    let count = 0;
    const cursor = products.find(SHOWN, COMPARED).lean<ProductRecord[]>().cursor({ batchSize: LOAD });
    for await (const record of cursor) {
      if (this.#stopped) break;
      if (!changed.has(record._id)) similar.put(record);
      if (++count % 50 === 0) await nextTurn();
    }
    return count;
  }
}

const COMPARED = { companyId: 1, categoryCode: 1, name: 1, attributes: 1, hsCode: 1 } as const;
const JUDGED = { ...COMPARED, status: 1, moderation: 1, version: 1 } as const;
