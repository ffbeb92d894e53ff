import { LRUCache } from 'lru-cache';

const REMEMBERED_MS = 10 * 60_000;

/**
 * What was hidden a short while ago: products withdrawn, companies suspended. The index and caches may still know them; every
 * answer is held against this memory, so that they are gone at once. Fed by the change stream, and directly where it is written.
 */
export class Withdrawals {
  readonly #products = new LRUCache<string, true>({ max: 100_000, ttl: REMEMBERED_MS });
  readonly #companies = new LRUCache<string, true>({ max: 100_000, ttl: REMEMBERED_MS });
  readonly #listeners = new Set<() => void>();

  hides(productId: string, companyId: string): boolean {
    if (this.#products.size === 0 && this.#companies.size === 0) return false;
    return this.#products.has(productId) || this.#companies.has(companyId);
  }

  hidesCompany(companyId: string): boolean {
    return this.#companies.size > 0 && this.#companies.has(companyId);
  }

  product(id: string, hidden: boolean): void {
    this.#set(this.#products, id, hidden);
  }

  company(id: string, hidden: boolean): void {
    this.#set(this.#companies, id, hidden);
  }

  /** Told whenever something was hidden; answers with how to stop listening. */
  onHidden(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #set(memory: LRUCache<string, true>, id: string, hidden: boolean): void {
    if (!hidden) return void memory.delete(id);
    memory.set(id, true);
    for (const listener of this.#listeners) listener();
  }
}
