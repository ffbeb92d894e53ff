import type { TextTerms } from './document-terms.ts';
import type { Vocabulary } from './vocabulary.ts';

const BLOCK = 1 << 18;
/** Words of a document that are kept in their order. */
const MOST = 400;
/** Parts two texts: no word has this number. */
const END = 0xffffffff;

/** The words of each document’s names and texts in their order: by them neighbours are known. Packed into blocks. */
export class Orders {
  readonly #blocks: Uint32Array[] = [];
  #end = BLOCK;
  /** Block and place of each document’s words, and how many there are. */
  #places: number[] = [];
  #lengths: number[] = [];

  put(document: number, texts: readonly TextTerms[], vocabulary: Vocabulary): void {
    const words: number[] = [];
    for (const { field, order, written } of texts) {
      if ((field !== 'name' && field !== 'text') || order.length < 2 || words.length + order.length >= MOST) continue;
      for (const term of order) words.push(vocabulary.add(term, written.get(term)));
      words.push(END);
    }
    this.#keep(document, words);
  }

  /** The numbers of a document’s words; texts are parted by a number that no word has. */
  of(document: number): Uint32Array {
    const place = this.#places[document]!;
    const from = place % BLOCK;
    return this.#blocks[Math.floor(place / BLOCK)]!.subarray(from, from + this.#lengths[document]!);
  }

  /** Moves the living together; gives back what holes took. `terms`: the new number of each word. */
  renumber(numbers: Int32Array, terms: Int32Array): void {
    const living = [...numbers.keys()]
      .filter((document) => numbers[document]! >= 0)
      .map((document) => this.of(document).map((word) => (word === END ? END : terms[word]!)));
    this.#blocks.length = 0;
    this.#end = BLOCK;
    [this.#places, this.#lengths] = [[], []];
    living.forEach((words, document) => this.#keep(document, words));
  }

  #keep(document: number, words: ArrayLike<number>): void {
    if (this.#end + words.length >= BLOCK) {
      this.#blocks.push(new Uint32Array(BLOCK));
      this.#end = 0;
    }
    this.#blocks.at(-1)!.set(words, this.#end);
    this.#places[document] = (this.#blocks.length - 1) * BLOCK + this.#end;
    this.#lengths[document] = words.length;
    this.#end += words.length;
  }
}
