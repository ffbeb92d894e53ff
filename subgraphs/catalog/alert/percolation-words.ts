import { isAskedFor } from '../language/marked-term.ts';
import type { KnownWords } from '../query/understand.ts';

/**
 * The words of all documents and of one more, as a query is read by them. It notes which words were asked for that none of them has: as soon as
 * a product brings one, the query may have to be read anew.
 */
export class PercolationWords implements KnownWords {
  readonly missing = new Set<string>();
  readonly #known: KnownWords;
  readonly #another: KnownWords | null;

  constructor(known: KnownWords, another: KnownWords | null) {
    this.#known = known;
    this.#another = another;
  }

  count(term: string): number {
    const count = this.#known.count(term) || (this.#another?.count(term) ?? 0);
    if (count === 0 && isAskedFor(term)) this.missing.add(term);
    return count;
  }

  number(term: string): number | undefined {
    return this.#known.number(term);
  }

  written(number: number): string {
    return this.#known.written(number);
  }
}
