import { setTimeout as sleep } from 'node:timers/promises';
import type { Model } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { companyCardRecord, type CompanyCard } from '../../../schema/events/company-card.ts';
import type { CompanyCards } from '../company/company-cards.ts';
import { productRecord, type ProductRecord } from '../product/product.record.ts';
import type { Withdrawals } from '../product/withdrawals.ts';
import type { SimilarIndex } from '../similar/similar-index.ts';
import type { ChangeFeed } from '../../../kit/mongo/change-feed.ts';
import { indexStateRecord } from './index-state.record.ts';
import type { Generations } from './generations.ts';

export interface Memories {
  feed: ChangeFeed;
  products: Model<ProductRecord>;
  cards: Model<CompanyCard>;
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
 * pointer to the live index. It starts from now and loads the rest beside; nothing here needs to survive the process.
 */
export class CatalogChanges {
  readonly #memories: Memories;
  #stopped = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(memories: Memories) {
    this.#memories = memories;
  }

  async start(): Promise<void> {
    const position = await this.#memories.feed.position();
    this.#running = Promise.all([this.#follow(position), this.#load()]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #follow(from: string): Promise<void> {
    const { feed, log } = this.#memories;
    let position: string | null = from;
    while (!this.#stopped) {
      const reader = feed.open(COLLECTIONS, position);
      try {
        while (!this.#stopped) {
          const changes = await reader.next(1_000);
          if (changes.length > 0) await this.#take(changes);
          position = reader.position;
        }
      } catch (error) {
        if (this.#stopped) return;
        log.warn('memory follower pauses', { reason: (error as Error).message });
        await sleep(1_000);
        position = null;
        void this.#load().catch(() => undefined);
      } finally {
        await reader.close().catch(() => undefined);
      }
    }
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
      const shown = new Set(
        (await cards.find({ _id: { $in: companies }, hidden: false }, { _id: 1 }).lean()).map(({ _id }) => _id),
      );
      for (const id of companies) withdrawals.company(id, !shown.has(id));
    }
    const products = idsOf(productRecord.collection);
    if (products.length > 0) await this.#takeProducts(products);
  }

  async #takeProducts(ids: string[]): Promise<void> {
    const { products, similar, withdrawals } = this.#memories;
    const published = await products.find({ _id: { $in: ids }, status: 'PUBLISHED' }, COMPARED).lean<ProductRecord[]>();
    const shown = new Set(published.map(({ _id }) => _id));
    for (const id of ids) {
      withdrawals.product(id, !shown.has(id));
      if (!shown.has(id)) similar.remove(id);
    }
    for (const record of published) similar.put(record);
  }

  /** Reads all published products once, in the background, yielding to requests between batches. */
  async #load(): Promise<void> {
    const { products, similar, log } = this.#memories;
    try {
      let count = 0;
      const cursor = products
        .find({ status: 'PUBLISHED' }, COMPARED)
        .lean<ProductRecord[]>()
        .cursor({ batchSize: LOAD });
      for await (const record of cursor) {
        if (this.#stopped) return;
        similar.put(record);
        if (++count % 50 === 0) await new Promise(setImmediate);
      }
      log.info('similar products loaded', { count });
    } catch (error) {
      if (!this.#stopped) log.warn('similar products not loaded', { reason: (error as Error).message });
    }
  }
}

const COMPARED = { companyId: 1, categoryCode: 1, name: 1, attributes: 1, hsCode: 1 } as const;
