import { withRoom } from './room.ts';

const BYTES = 12;
const HEX = /^[0-9a-f]{24}$/;

/** The id of each document, in half the room where it is 24 hexadecimal digits. */
export class Ids {
  #bytes = new Uint8Array(0);
  #others = new Map<number, string>();

  put(document: number, id: string): void {
    if (!HEX.test(id)) return void this.#others.set(document, id);
    this.#bytes = withRoom(this.#bytes, (document + 1) * BYTES);
    this.#bytes.set(Buffer.from(id, 'hex'), document * BYTES);
  }

  of(document: number): string {
    const { buffer } = this.#bytes;
    return this.#others.get(document) ?? Buffer.from(buffer, document * BYTES, BYTES).toString('hex');
  }

  renumber(numbers: Int32Array): void {
    numbers.forEach((number, document) => {
      if (number >= 0) this.#bytes.copyWithin(number * BYTES, document * BYTES, (document + 1) * BYTES);
    });
    const others = [...this.#others].map(([document, id]) => [numbers[document]!, id] as const);
    this.#others = new Map(others.filter(([number]) => number >= 0));
  }
}
