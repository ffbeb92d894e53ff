const BITS = 18;
const BLOCK = 1 << BITS;

/** Numbers of 16 bits in blocks, so that there can be many and more without copying them. What is taken at once lies in one block. */
export class Blocks {
  readonly #blocks: Uint16Array[] = [];
  #end = 0;

  /** The place of so many numbers, which are nobody else’s. */
  take(size: number): number {
    if (offsetOf(this.#end) + size > BLOCK) this.#end += BLOCK - offsetOf(this.#end);
    const place = this.#end;
    if (place >>> BITS === this.#blocks.length) this.#blocks.push(new Uint16Array(BLOCK));
    this.#end += size;
    return place;
  }

  /** The block of a place; `offsetOf` says where in it. */
  of(place: number): Uint16Array {
    return this.#blocks[place >>> BITS]!;
  }

  /** Takes from the beginning again. */
  rewind(): void {
    this.#end = 0;
  }

  /** Gives back what was not taken since. */
  trim(): void {
    this.#blocks.length = Math.ceil(this.#end / BLOCK);
  }
}

export const offsetOf = (place: number): number => place & (BLOCK - 1);
