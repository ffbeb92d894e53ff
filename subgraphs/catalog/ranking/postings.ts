/** Where one term stands: of each document its number (24 bits) and how much the term says of it (8 bits), in the order of numbers. Grows only. */
export class Postings {
  #entries = new Uint32Array(2);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Entries beyond `length` are room to grow. */
  get entries(): Uint32Array {
    return this.#entries;
  }

  *documents(): Generator<number> {
    for (let index = 0; index < this.#length; index++) yield this.#entries[index]! >>> 8;
  }

  add(document: number, impact: number): void {
    if (this.#length === this.#entries.length) this.#resize(Math.ceil(this.#length * 1.5) + 1);
    this.#entries[this.#length++] = ((document << 8) | impact) >>> 0;
  }

  /** Gives back the room to grow: after much was added at once. */
  trim(): void {
    if (this.#entries.length > this.#length) this.#resize(this.#length);
  }

  /** Leaves out the documents without a new number, and gives the others theirs. */
  renumber(numbers: Int32Array): void {
    let kept = 0;
    for (let index = 0; index < this.#length; index++) {
      const entry = this.#entries[index]!;
      const number = numbers[entry >>> 8]!;
      if (number >= 0) this.#entries[kept++] = ((number << 8) | (entry & 0xff)) >>> 0;
    }
    this.#length = kept;
    this.trim();
  }

  #resize(size: number): void {
    const entries = new Uint32Array(size);
    entries.set(this.#entries.subarray(0, this.#length));
    this.#entries = entries;
  }
}

/** The most documents that an entry can tell apart. */
export const MOST_DOCUMENTS = 1 << 24;
