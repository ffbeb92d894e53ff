import { Postings } from './postings.ts';

/** The terms of all documents, each with a number, where it stands, and how it was first written. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  readonly terms: string[] = [];
  readonly postings: Postings;
  /** How a term is written, where that is not the term itself. */
  readonly #written = new Map<number, string>();

  constructor(postings = new Postings()) {
    this.postings = postings;
  }

  number(term: string): number | undefined {
    return this.#numbers.get(term);
  }

  /** The number of a term, given out once. `written`: how it stands in the text. */
  add(term: string, written?: string): number {
    let number = this.#numbers.get(term);
    if (number !== undefined) return number;
    number = this.terms.push(term) - 1;
    this.#numbers.set(term, number);
    if (written !== undefined && written !== term && !/\d/.test(term))
      this.#written.set(number, written.toLocaleLowerCase('tr'));
    return number;
  }

  /** The terms that stand anywhere, numbered anew, and the new number of each former one; -1: it stands nowhere any more. */
  renewed(): { vocabulary: Vocabulary; numbers: Int32Array } {
    const vocabulary = new Vocabulary(this.postings);
    const numbers = new Int32Array(this.terms.length).fill(-1);
    this.terms.forEach((term, number) => {
      if (this.postings.count(number) > 0) numbers[number] = vocabulary.add(term, this.#written.get(number));
    });
    this.postings.keep(numbers);
    return { vocabulary, numbers };
  }

  written(number: number): string {
    return this.#written.get(number) ?? this.terms[number]!;
  }

  /** In how many documents a term stands, or stood. */
  count(term: string): number {
    const number = this.#numbers.get(term);
    return number === undefined ? 0 : this.postings.count(number);
  }

  /** Where a term stands; of one that is not known: nowhere. */
  entries(term: string): Uint32Array {
    return this.postings.entries(this.#numbers.get(term) ?? -1);
  }
}
