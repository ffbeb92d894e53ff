import { grown } from './vocabulary.ts';

const ID_WORDS = 3;
/** id (3 words), company, number of features; then the features. */
const HEADER = ID_WORDS + 2;

/**
 * The products of one leaf category, packed into one array of numbers so that a million of them fit into memory: about 100
 * bytes each. A changed or removed product leaves a hole; the shelf is packed anew when half of it is holes.
 */
export class Shelf {
  #words = new Uint32Array(1 << 10);
  #end = 0;
  #holes = 0;
  readonly #at = new Map<number, number>();

  /** Puts a product in place of its former self. */
  put(id: string, company: number, features: readonly number[]): void {
    this.take(id);
    const size = HEADER + features.length;
    if (this.#end + size > this.#words.length) this.#words = grown(this.#words, this.#end + size);
    const at = this.#end;
    this.#words.set(idWords(id), at);
    this.#words[at + ID_WORDS] = company;
    this.#words[at + ID_WORDS + 1] = features.length;
    this.#words.set(features, at + HEADER);
    this.#end += size;
    this.#at.set(keyOf(id), at);
  }

  /** Where a product lies; null when it is not on this shelf. */
  find(id: string): number | null {
    const at = this.#at.get(keyOf(id));
    return at !== undefined && this.#idAt(at) === id ? at : null;
  }

  /** Removes a product; answers with its features, or null when it was not there. */
  take(id: string): Uint32Array | null {
    const at = this.find(id);
    if (at === null) return null;
    const features = this.#words.slice(at + HEADER, at + HEADER + this.#words[at + ID_WORDS + 1]!);
    this.#words.fill(0xffffffff, at, at + ID_WORDS);
    this.#holes += HEADER + features.length;
    this.#at.delete(keyOf(id));
    if (this.#holes > 4_096 && this.#holes > this.#end / 2) this.#pack();
    return features;
  }

  /** Calls with each product: where its features begin in `words` and how many there are. */
  forEach(visit: (words: Uint32Array, features: number, count: number, company: number, at: number) => void): void {
    const words = this.#words;
    for (let at = 0; at < this.#end; at += HEADER + words[at + ID_WORDS + 1]!) {
      if (words[at] === 0xffffffff && words[at + 1] === 0xffffffff) continue;
      visit(words, at + HEADER, words[at + ID_WORDS + 1]!, words[at + ID_WORDS]!, at);
    }
  }

  idAt(at: number): string {
    return this.#idAt(at);
  }

  featuresAt(at: number): Uint32Array {
    return this.#words.subarray(at + HEADER, at + HEADER + this.#words[at + ID_WORDS + 1]!);
  }

  #idAt(at: number): string {
    return [0, 1, 2].map((word) => this.#words[at + word]!.toString(16).padStart(8, '0')).join('');
  }

  #pack(): void {
    const packed = new Uint32Array(Math.max(1 << 10, this.#end - this.#holes));
    let end = 0;
    this.#at.clear();
    this.forEach((words, features, count, _company, at) => {
      packed.set(words.subarray(at, features + count), end);
      this.#at.set(keyOf(this.#idAt(at)), end);
      end += HEADER + count;
    });
    this.#words = packed;
    this.#end = end;
    this.#holes = 0;
  }
}

const idWords = (id: string): number[] => [0, 8, 16].map((from) => Number.parseInt(id.slice(from, from + 8), 16));
/** The last 48 bits of an id tell products apart well enough to find one; the id itself decides. */
export const keyOf = (id: string): number => Number.parseInt(id.slice(12), 16);
