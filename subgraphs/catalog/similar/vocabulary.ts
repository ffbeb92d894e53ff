/** Numbers features, counts in how many products each occurs, and weighs the rare ones more (inverse document frequency). */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  #counts = new Uint32Array(1 << 12);
  #products = 0;
  #weights = new Float64Array(0);
  #isWeighed = false;

  /** The number of a feature, given out once and for all. */
  number(feature: string): number {
    let number = this.#numbers.get(feature);
    if (number !== undefined) return number;
    number = this.#numbers.size;
    this.#numbers.set(feature, number);
    if (number >= this.#counts.length) this.#counts = grown(this.#counts);
    return number;
  }

  clear(): void {
    this.#numbers.clear();
    this.#counts.fill(0);
    this.#products = 0;
    this.#isWeighed = false;
  }

  get size(): number {
    return this.#numbers.size;
  }

  count(features: ArrayLike<number>, by: 1 | -1): void {
    this.#products += by;
    this.#isWeighed = false;
    for (let index = 0; index < features.length; index++) this.#counts[features[index]!]! += by;
  }

  /** The weight of every feature by its number; valid until the next change. */
  weights(): Float64Array {
    if (this.#isWeighed && this.#weights.length >= this.size) return this.#weights;
    const counts = this.#counts.subarray(0, this.size);
    this.#weights = Float64Array.from(counts, (count) => Math.log1p((this.#products - count + 0.5) / (count + 0.5)));
    this.#isWeighed = true;
    return this.#weights;
  }
}

export function grown(array: Uint32Array<ArrayBuffer>, atLeast = 0): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(array.length * 2, atLeast));
  larger.set(array);
  return larger;
}
