/** Numbers that are taken from the memory of the system at once: 4 MB. */
const BLOCK = 1 << 20;
/** Larger pieces have memory of their own. */
const MOST_CUT = BLOCK / 16;

/**
 * Memory for many lists of numbers that grow: pieces cut from large blocks. What a list leaves behind is kept for the next one of that size, so that memory does not fall
 * apart into holes that nothing fits in.
 */
export class Pieces {
  readonly #left = new Map<number, Uint32Array[]>();
  #block = new Uint32Array(0);
  #taken = 0;

  /** A piece of so many numbers, which may be any. */
  take(size: number): Uint32Array {
    const left = this.#left.get(size)?.pop();
    if (left) return left;
    if (size > MOST_CUT) return new Uint32Array(size);
    if (this.#taken + size > this.#block.length) [this.#block, this.#taken] = [new Uint32Array(BLOCK), 0];
    this.#taken += size;
    return this.#block.subarray(this.#taken - size, this.#taken);
  }

  /** Gives back a piece that nobody reads any more. */
  leave(piece: Uint32Array): void {
    const left = this.#left.get(piece.length);
    if (left) left.push(piece);
    else this.#left.set(piece.length, [piece]);
  }
}

/** The size that follows: in steps that all lists go, a quarter more each. */
export const nextSize = (size: number): number => size + Math.max(1, size >>> 2);
