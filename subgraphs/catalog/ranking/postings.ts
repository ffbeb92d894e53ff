import { nextSize, Pieces } from './pieces.ts';

/** The most documents that an entry can tell apart. */
export const MOST_DOCUMENTS = 1 << 24;

const NOTHING = new Uint32Array(0);

/** What an entry holds: a document’s number (24 bits) and how much the term says of it (8 bits). */
export const documentOf = (entry: number): number => entry >>> 8;
export const impactOf = (entry: number): number => entry & 0xff;

/** Where each term stands, and how much it says there, in the order of documents. */
export class Postings {
  readonly #pieces = new Pieces();
  #entries: Uint32Array[] = [];
  #counts: number[] = [];

  /** In how many documents a term stands, or stood. */
  count(term: number): number {
    return this.#counts[term] ?? 0;
  }

  /** The entries of a term. */
  entries(term: number): Uint32Array {
    return (this.#entries[term] ?? NOTHING).subarray(0, this.count(term));
  }

  /** Adds an entry behind those that the term has. `impact`: 1 to 255. */
  add(term: number, document: number, impact: number): void {
    while (this.#counts.length <= term) this.#entries[this.#counts.push(0) - 1] = NOTHING;
    const count = this.#counts[term]!++;
    if (count === this.#entries[term]!.length) this.#move(term, nextSize(count));
    this.#entries[term]![count] = (document << 8) | impact;
  }

  /** How much a term says of a document; 0: it does not stand there. */
  impact(term: number, document: number): number {
    const entries = this.entries(term);
    const place = placeOf(entries, document, 0);
    return place < entries.length && documentOf(entries[place]!) === document ? impactOf(entries[place]!) : 0;
  }

  /** Leaves out the documents without a new number, and gives the others theirs. */
  renumber(numbers: Int32Array): void {
    this.#entries.forEach((entries, term) => {
      let kept = 0;
      for (let index = 0; index < this.count(term); index++) {
        const number = numbers[documentOf(entries[index]!)]!;
        if (number >= 0) entries[kept++] = (number << 8) | impactOf(entries[index]!);
      }
      this.#counts[term] = kept;
      this.#move(term, roomFor(kept));
    });
  }

  /** Gives terms that stand anywhere their new numbers, in the order of their former ones. */
  keep(terms: Int32Array): void {
    const isKept = (_: unknown, term: number) => terms[term]! >= 0;
    [this.#entries, this.#counts] = [this.#entries.filter(isKept), this.#counts.filter(isKept)];
  }

  #move(term: number, size: number): void {
    const before = this.#entries[term]!;
    if (size === before.length) return;
    const piece = size === 0 ? NOTHING : this.#pieces.take(size);
    piece.set(before.subarray(0, Math.min(size, this.count(term))));
    if (before.length > 0) this.#pieces.leave(before);
    this.#entries[term] = piece;
  }
}

/** The smallest of the sizes that so much fits in. */
function roomFor(count: number): number {
  let size = 0;
  while (size < count) size = nextSize(size);
  return size;
}

/** Where a document’s entry is, or the next one’s would be, from a place on: the nearer it is, the sooner it is found. */
export function placeOf(entries: Uint32Array, document: number, from: number): number {
  let step = 1;
  while (from + step <= entries.length && documentOf(entries[from + step - 1]!) < document) {
    from += step;
    step *= 2;
  }
  let to = Math.min(from + step - 1, entries.length);
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (documentOf(entries[middle]!) < document) from = middle + 1;
    else to = middle;
  }
  return from;
}
