import { LRUCache } from 'lru-cache';

const REMEMBERED_MS = 10 * 60_000;

/**
 * What was hidden a short while ago: products withdrawn, companies suspended. The index and caches may still know them; every
 * answer is held against this memory, so that they are gone at once. Fed by the change stream, and directly where it is written.
 */
export class Withdrawals {
  /** With the version in which each was hidden. */
  readonly #products = new LRUCache<string, number>({ max: 100_000, ttl: REMEMBERED_MS });
  readonly #companies = new LRUCache<string, true>({ max: 100_000, ttl: REMEMBERED_MS });
  readonly #listeners = new Set<() => void>();

  hides(productId: string, companyId: string): boolean {
    if (this.#products.size === 0 && this.#companies.size === 0) return false;
    return this.#products.has(productId) || this.#companies.has(companyId);
  }

  hidesCompany(companyId: string): boolean {
    return this.#companies.size > 0 && this.#companies.has(companyId);
  }

  /**
   * What the product's version says; null: there is no product any more. Somebody who read an older version, and tells of it late, changes
   * nothing.
   */
  product(id: string, hidden: boolean, version: number | null): void {
    const known = this.#products.peek(id);
    if (hidden) {
      this.#products.set(id, Math.max(version ?? 0, known ?? 0));
      this.#tell();
    } else if (known !== undefined && (version ?? 0) > known) this.#products.delete(id);
  }

  company(id: string, hidden: boolean): void {
    if (!hidden) return void this.#companies.delete(id);
    this.#companies.set(id, true);
    this.#tell();
  }

  /** Told whenever something was hidden; answers with how to stop listening. */
  onHidden(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
