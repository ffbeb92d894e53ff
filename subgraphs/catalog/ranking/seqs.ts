import { moved } from './number-column.ts';
import { withRoom } from './room.ts';

/** The seq of each document, and the last document of each seq: by open addressing, so that both are plain numbers. */
export class Seqs {
  #seqs = new Float64Array(0);
  #count = 0;
  /** One more than a document’s number, somewhere behind where its seq belongs; 0: free. Always at least half are free. */
  #table = new Uint32Array(1_024);

  get count(): number {
    return this.#count;
  }

  /** The number of a further document. */
  add(seq: number): number {
    const document = this.#count++;
    this.#seqs = withRoom(this.#seqs, this.#count);
    this.#seqs[document] = seq;
    if (this.#count * 2 > this.#table.length) this.#fill(this.#table.length * 2);
    else this.#table[this.#slot(seq)] = document + 1;
    return document;
  }

  of(document: number): number {
    return this.#seqs[document]!;
  }

  /** The last document of a seq; undefined: it never had one. */
  document(seq: number): number | undefined {
    const number = this.#table[this.#slot(seq)]!;
    return number === 0 ? undefined : number - 1;
  }

  renumber(numbers: Int32Array, count: number): void {
    moved(this.#seqs, numbers);
    this.#count = count;
    this.#fill(this.#table.length);
  }

  #fill(size: number): void {
    this.#table = new Uint32Array(size);
    for (let document = 0; document < this.#count; document++)
      this.#table[this.#slot(this.#seqs[document]!)] = document + 1;
  }

  /** Where a seq stands in the table, or would. */
  #slot(seq: number): number {
    const last = this.#table.length - 1;
    const low = Math.imul((seq ^ (seq / 0x100000000)) >>> 0, 0x9e3779b1);
    let slot = (low ^ (low >>> 15)) & last;
    while (this.#table[slot] !== 0 && this.#seqs[this.#table[slot]! - 1] !== seq) slot = (slot + 1) & last;
    return slot;
  }
}
