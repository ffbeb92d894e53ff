/** The numbers with the highest scores, at most so many: a heap whose root is the worst of them. */
export class Best {
  readonly #most: number;
  readonly #scores: number[] = [];
  readonly #items: number[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** What a score has to exceed to be among them. */
  get least(): number {
    return this.#items.length < this.#most ? -Infinity : this.#scores[0]!;
  }

  /** Makes something of each of them, in no order. */
  map<T>(make: (item: number, score: number) => T): T[] {
    return this.#items.map((item, at) => make(item, this.#scores[at]!));
  }

  add(item: number, score: number): void {
    if (this.#items.length < this.#most) {
      this.#items.push(item);
      this.#scores.push(score);
      this.#up(this.#items.length - 1);
    } else if (score > this.#scores[0]!) {
      [this.#items[0], this.#scores[0]] = [item, score];
      this.#down();
    }
  }

  #up(at: number): void {
    for (let parent = (at - 1) >> 1; at > 0 && this.#scores[at]! < this.#scores[parent]!; parent = (at - 1) >> 1) {
      this.#swap(at, parent);
      at = parent;
    }
  }

  #down(): void {
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < this.#items.length && this.#scores[child]! < this.#scores[least]!) least = child;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    [this.#items[a], this.#items[b]] = [this.#items[b]!, this.#items[a]!];
    [this.#scores[a], this.#scores[b]] = [this.#scores[b]!, this.#scores[a]!];
  }
}
