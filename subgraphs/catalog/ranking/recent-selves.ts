import { LRUCache } from 'lru-cache';

/** Things of which the latest documents are remembered, and how many of each. */
const [MOST, EACH] = [4_096, 8];

/** Which documents were, and are, one and the same thing that changed lately: a changed document gets a new number. */
export class RecentSelves {
  /** By `seq`. */
  readonly #documents = new LRUCache<number, readonly number[]>({ max: MOST });

  add(seq: number, document: number): void {
    const selves = this.of(seq) ?? [];
    this.#documents.set(seq, [...selves.filter((self) => self !== document), document].slice(-EACH));
  }

  /** The latest last; undefined: it did not change lately. */
  of(seq: number): readonly number[] | undefined {
    return this.#documents.peek(seq);
  }

  clear(): void {
    this.#documents.clear();
  }
}
