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
  /** For each reading under way: the cards that changed since it began, which it must not keep. */
  readonly #changed = new Set<Set<string>>();

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
    const changed = new Set<string>();
    this.#changed.add(changed);
    try {
      const found = await this.#model.find({ _id: { $in: [...new Set(ids)] } }).lean<CompanyCard[]>();
      for (const card of found) if (!changed.has(card._id)) this.#keep(card);
      return new Map(found.map((card) => [card._id, card]));
    } finally {
      this.#changed.delete(changed);
    }
  }

  /** Call it after the card was changed. */
  forget(id: string): void {
    for (const changed of this.#changed) changed.add(id);
    this.#cache.delete(id);
  }

  /** Forgets all: what changed is not known. */
  clear(): void {
    for (const id of this.#cache.keys()) this.forget(id);
  }

  #keep(card: CompanyCard): void {
    const kept = this.#cache.peek(card._id);
    if (!kept || kept.version <= card.version) this.#cache.set(card._id, card);
  }
}
