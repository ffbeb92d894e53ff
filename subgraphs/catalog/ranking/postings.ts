import { withRoom } from './room.ts';
import { MOST_IN_SLICE, NONE, Slices } from './slices.ts';

/** The most documents that an entry can tell apart. */
export const MOST_DOCUMENTS = 1 << 24;

/** What is known of a term, a number each: its first and its last slice, where its next entry goes, its last document, how many entries it has. */
const [FIRST, LAST, NEXT, DOCUMENT, COUNT, FIELDS] = [0, 1, 2, 3, 4, 5];

/** An entry unpacked: a document’s number (24 bits) and how much the term says of it (8 bits). */
export const documentOf = (entry: number): number => entry >>> 8;
export const impactOf = (entry: number): number => entry & 0xff;

/** Where each term stands, and how much it says there, in the order of documents. */
export class Postings {
  readonly #slices = new Slices();
  #terms = new Uint32Array(0);
  readonly #read = new Uint32Array(MOST_IN_SLICE);

  /** In how many documents a term stands, or stood. */
  count(term: number): number {
    return this.#terms[term * FIELDS + COUNT] ?? 0;
  }

  /** Adds an entry behind those that the term has. `impact`: 1 to 255. */
  add(term: number, document: number, impact: number): void {
    const at = term * FIELDS;
    const terms = (this.#terms = withRoom(this.#terms, at + FIELDS));
    const count = terms[at + COUNT]!;
    const gap = document - terms[at + DOCUMENT]!;
    let next = count === 0 ? NONE : this.#slices.write(terms[at + LAST]!, terms[at + NEXT]!, gap, impact);
    if (next === NONE) {
      const slice = this.#slices.take(count, document);
      if (count === 0) terms[at + FIRST] = slice;
      else this.#slices.link(terms[at + LAST]!, slice);
      terms[at + LAST] = slice;
      next = this.#slices.write(slice, this.#slices.start(slice), 1, impact);
    }
    terms[at + NEXT] = next;
    terms[at + DOCUMENT] = document;
    terms[at + COUNT] = count + 1;
  }

  /** Shows all entries of a term, many at a time: `length` of them at the beginning of an array that is used again and again. */
  each(term: number, show: (entries: Uint32Array, length: number) => void): void {
    for (let slice = this.#first(term); slice !== NONE; slice = this.#slices.next(slice))
      show(this.#read, this.#slices.read(slice, this.#read));
  }

  documents(term: number): number[] {
    const documents: number[] = [];
    this.each(term, (entries, length) => {
      for (let index = 0; index < length; index++) documents.push(documentOf(entries[index]!));
    });
    return documents;
  }

  /** How much a term says of a document; 0: it does not stand there. */
  impact(term: number, document: number): number {
    let slice = this.#first(term);
    if (slice === NONE) return 0;
    for (let next = slice; next !== NONE && this.#slices.first(next) <= document; next = this.#slices.next(next))
      slice = next;
    const length = this.#slices.read(slice, this.#read);
    for (let index = 0; index < length; index++)
      if (documentOf(this.#read[index]!) === document) return impactOf(this.#read[index]!);
    return 0;
  }

  /** Leaves out the documents without a new number, and gives the others theirs. */
  renumber(numbers: Int32Array): void {
    for (let term = 0; term * FIELDS < this.#terms.length; term++) {
      const entries = new Uint32Array(this.count(term));
      let kept = 0;
      this.each(term, (some, length) => {
        for (let index = 0; index < length; index++) {
          const number = numbers[documentOf(some[index]!)]!;
          if (number >= 0) entries[kept++] = (number << 8) | impactOf(some[index]!);
        }
      });
      for (let slice = this.#first(term); slice !== NONE; slice = this.#slices.give(slice));
      this.#terms.fill(0, term * FIELDS, (term + 1) * FIELDS);
      for (const entry of entries.subarray(0, kept)) this.add(term, documentOf(entry), impactOf(entry));
    }
  }

  /** Gives terms that stand anywhere their new numbers, in the order of their former ones. */
  keep(terms: Int32Array): void {
    const all = this.#terms;
    terms.forEach((number, term) => {
      if (number >= 0) all.copyWithin(number * FIELDS, term * FIELDS, (term + 1) * FIELDS);
    });
    const kept = terms.reduce((most, number) => Math.max(most, number + 1), 0);
    this.#terms = all.slice(0, kept * FIELDS);
  }

  /** The first slice of a term. */
  #first(term: number): number {
    return this.#terms[term * FIELDS + FIRST] ?? NONE;
  }
}
