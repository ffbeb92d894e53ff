/** Numbers that only look random: the same key always gives the same row of numbers. */
export class Random {
  #state = 0x9e3779b9;

  /** @param key whole numbers that name the row, such as a kind and a running number */
  constructor(...key: number[]) {
    for (const part of key) {
      this.#state = Math.imul(this.#state ^ part, 0x85ebca6b);
      this.#state ^= this.#state >>> 13;
      this.#state = Math.imul(this.#state, 0xc2b2ae35);
      this.#state ^= this.#state >>> 16;
    }
  }

  /** From 0 (included) to 1 (not included); mulberry32, public domain. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 to limit − 1. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}
