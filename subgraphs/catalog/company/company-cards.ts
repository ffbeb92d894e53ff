import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import type { CompanyCard } from '../../../schema/events/company-card.ts';

const MOST = 20_000;

/**
 * The catalog's copies of company cards, kept in memory as they are used. A changed card is forgotten when the change is seen, so
 * that a hidden company is gone from every page at once.
 */
export class CompanyCards {
  readonly #model: Model<CompanyCard>;
  readonly #cache = new LRUCache<string, CompanyCard>({ max: MOST, ttl: 30_000 });

  constructor(model: Model<CompanyCard>) {
    this.#model = model;
  }

  /** The cards of these companies by id; a company without one is left out. */
  async get(ids: readonly string[]): Promise<Map<string, CompanyCard>> {
    const cards = new Map<string, CompanyCard>();
    const missing = new Set<string>();
    for (const id of ids) {
      const known = this.#cache.get(id);
      if (known) cards.set(id, known);
      else missing.add(id);
    }
    if (missing.size > 0) for (const [id, card] of await this.current([...missing])) cards.set(id, card);
    return cards;
  }

  /** The same, read from the database now. */
  async current(ids: readonly string[]): Promise<Map<string, CompanyCard>> {
    const found = await this.#model.find({ _id: { $in: [...new Set(ids)] } }).lean<CompanyCard[]>();
    for (const card of found) this.#cache.set(card._id, card);
    return new Map(found.map((card) => [card._id, card]));
  }

  forget(id: string): void {
    this.#cache.delete(id);
  }
}
