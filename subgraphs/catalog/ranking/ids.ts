import { withRoom } from './room.ts';

const BYTES = 12;
const HEX = /^[0-9a-f]{24}$/;

/** The id of each document, in half the room where it is 24 hexadecimal digits. */
export class Ids {
  #bytes = new Uint8Array(0);
  /** The same bytes, as what spells them. */
  #spelled = Buffer.from(this.#bytes.buffer);
  #others = new Map<number, string>();

  put(document: number, id: string): void {
    if (!HEX.test(id)) return void this.#others.set(document, id);
    this.#bytes = withRoom(this.#bytes, (document + 1) * BYTES);
    if (this.#spelled.buffer !== this.#bytes.buffer) this.#spelled = Buffer.from(this.#bytes.buffer);
    this.#bytes.set(Buffer.from(id, 'hex'), document * BYTES);
  }

  of(document: number): string {
    const from = document * BYTES;
    return this.#others.get(document) ?? this.#spelled.toString('hex', from, from + BYTES);
  }

  renumber(numbers: Int32Array): void {
    numbers.forEach((number, document) => {
      if (number >= 0) this.#bytes.copyWithin(number * BYTES, document * BYTES, (document + 1) * BYTES);
    });
    const others = [...this.#others].map(([document, id]) => [numbers[document]!, id] as const);
    this.#others = new Map(others.filter(([number]) => number >= 0));
  }
}
