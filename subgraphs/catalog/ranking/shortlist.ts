import { Best } from './best.ts';
import type { Passes } from './columns.ts';

/** The best documents of all, and the best of those that are shown. */
export class Shortlist {
  readonly #best: Best;
  readonly #narrowed: Best;
  readonly #narrow: Passes | undefined;

  /** `narrow`: which are shown; absent: all. */
  constructor(most: number, narrow?: Passes) {
    this.#best = new Best(most);
    this.#narrowed = narrow ? new Best(most) : this.#best;
    this.#narrow = narrow;
  }

  /** Whether a document with this score may stand in either list. */
  wants(score: number): boolean {
    return score > this.#best.least || score > this.#narrowed.least;
  }

  add(document: number, score: number): void {
    this.#best.add(document, score);
    if (score > this.#narrowed.least && this.#narrow?.(document)) this.#narrowed.add(document, score);
  }

  /** Makes something of each, in no order. `narrowed`: null: all are shown. */
  made<T>(make: (document: number, score: number) => T): { best: T[]; narrowed: T[] | null } {
    return { best: this.#best.map(make), narrowed: this.#narrow ? this.#narrowed.map(make) : null };
  }
}
