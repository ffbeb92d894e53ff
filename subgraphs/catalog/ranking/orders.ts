import { Blocks, offsetOf } from './blocks.ts';
import type { TextTerms } from './document-terms.ts';
import { withRoom } from './room.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Words of a document that are kept in their order. */
const MOST = 400;
/** Codes that no word has: what parts two texts, and what ends a document. */
const [END, STOP] = [0xeffe, 0xefff];
/** Words from here on have two codes, the first from `FIRST` and the second from `SECOND` on, so that neither is taken for another word. */
const LONG = END;
const [FIRST, SECOND] = [0xf000, 0xf800];
const HALF = 11;
/** Further words are kept as what parts texts: they are nobody’s neighbours. */
const MOST_WORDS = LONG + (1 << (2 * HALF));

/** Stands among words where one text ends. */
const NO_WORD = -1;
/** Words as documents keep them. */
export type Codes = readonly number[];

/** The words of each document’s names and texts in their order: by them neighbours are known. */
export class Orders {
  readonly #blocks = new Blocks();
  /** Where each document’s words begin. */
  #places = new Uint32Array(0);

  put(document: number, texts: readonly TextTerms[], vocabulary: Vocabulary): void {
    const words: number[] = [];
    for (const { field, order, written } of texts) {
      if ((field !== 'name' && field !== 'text') || order.length < 2 || words.length + order.length >= MOST) continue;
      for (const term of order) words.push(vocabulary.add(term, written.get(term)));
      words.push(NO_WORD);
    }
    this.#keep(document, words);
  }

  /** Whether these words stand beside each other in a document. */
  has(document: number, codes: Codes): boolean {
    const place = this.#places[document]!;
    const units = this.#blocks.of(place);
    const first = codes[0];
    for (let at = offsetOf(place), unit: number; (unit = units[at]!) !== STOP; at++) {
      if (unit !== first) continue;
      let next = 1;
      while (next < codes.length && units[at + next] === codes[next]) next++;
      if (next === codes.length) return true;
    }
    return false;
  }

  /** The numbers of a document’s words; texts are parted by `NO_WORD`. */
  of(document: number): number[] {
    const place = this.#places[document]!;
    const units = this.#blocks.of(place);
    const words: number[] = [];
    for (let at = offsetOf(place), unit: number; (unit = units[at]!) !== STOP; at++)
      if (unit < END) words.push(unit);
      else if (unit === END) words.push(NO_WORD);
      else words.push(LONG + ((unit - FIRST) << HALF) + units[++at]! - SECOND);
    return words;
  }

  /** Moves the living together; gives back what holes took. `terms`: the new number of each word, which is not above its former one. */
  renumber(numbers: Int32Array, terms: Int32Array): void {
    this.#blocks.rewind();
    for (let document = 0; document < numbers.length; document++)
      if (numbers[document]! >= 0)
        this.#keep(numbers[document]!, this.of(document).map((word) => terms[word] ?? NO_WORD)); // prettier-ignore
    this.#blocks.trim();
  }

  #keep(document: number, words: readonly number[]): void {
    const codes = [...codesOf(words), STOP];
    const place = this.#blocks.take(codes.length);
    this.#blocks.of(place).set(codes, offsetOf(place));
    this.#places = withRoom(this.#places, document + 1);
    this.#places[document] = place;
  }
}

export const codesOf = (words: readonly number[]): Codes =>
  words.flatMap((word) => {
    if (word < 0 || word >= MOST_WORDS) return END;
    const rest = word - LONG;
    return rest < 0 ? word : [FIRST + (rest >>> HALF), SECOND + (rest & ((1 << HALF) - 1))];
  });
