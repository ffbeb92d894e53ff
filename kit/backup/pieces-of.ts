/** Bytes that come as they like, taken as they are needed. */
export class PiecesOf {
  readonly #bytes: AsyncIterator<Uint8Array>;
  #held: Buffer[] = [];
  #size = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#bytes = bytes[Symbol.asyncIterator]();
  }

  /** Bytes that were read and not taken. */
  get left(): number {
    return this.#size;
  }

  /** The next so many; null when there are fewer. */
  async take(count: number): Promise<Buffer | null> {
    while (this.#size < count) {
      const next = await this.#bytes.next();
      if (next.done) return null;
      this.#held.push(Buffer.from(next.value));
      this.#size += next.value.length;
    }
    const all = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held);
    this.#held = [all.subarray(count)];
    this.#size -= count;
    return all.subarray(0, count);
  }

  /** Lets go of where they come from. */
  async close(): Promise<void> {
    await this.#bytes.return?.();
  }
}
