import type { Concepts } from '../language/concepts.ts';
import { Columns } from './columns.ts';
import { documentTerms, type TextTerms } from './document-terms.ts';
import { Lengths } from './lengths.ts';
import { MOST_DOCUMENTS } from './postings.ts';
import type { FieldName, RankedDocument } from './ranked-document.ts';
import { Orders } from './orders.ts';
import { Vocabulary } from './vocabulary.ts';

/** How much a word says by the part of the document that it stands in (BM25F). */
const WEIGHTS: Readonly<Record<FieldName, number>> = { name: 2, supplier: 1, text: 1, attributes: 0.25 };
const K1 = 1.2;
const ROOM_FOR_HOLES = 4_096;

/**
 * Every document that is searched, by its terms, in the memory of this process: what a query’s words say of which document (BM25F, worked out when a document
 * is put), which words stand beside which, and the values that searches narrow by. A changed document gets a new number, and its old one is a hole; when
 * half of them are holes, all are numbered anew, and words that only those had are forgotten.
 */
export class RankIndex {
  vocabulary = new Vocabulary();
  columns = new Columns();
  orders = new Orders();
  #lengths = new Lengths();
  readonly #concepts: () => Concepts;
  #numbers = new Map<number, number>();
  #seqs: number[] = [];
  #ids: string[] = [];
  #alive = new Uint8Array(1_024);
  #living = 0;

  constructor(concepts: () => Concepts) {
    this.#concepts = concepts;
  }

  /** Documents in it. */
  get size(): number {
    return this.#living;
  }

  /** Numbers given out, holes among them. */
  get numbers(): number {
    return this.#seqs.length;
  }

  get alive(): Uint8Array {
    return this.#alive;
  }

  idOf(document: number): string {
    return this.#ids[document]!;
  }
  seqOf(document: number): number {
    return this.#seqs[document]!;
  }
  numberOf(seq: number): number | undefined {
    return this.#numbers.get(seq);
  }

  /** The ids of the documents that have all of these terms. */
  holding(terms: readonly string[]): string[] {
    const known = terms.flatMap((term) => this.vocabulary.postings[this.vocabulary.number(term) ?? -1] ?? []);
    const [fewest, ...others] = known.toSorted((a, b) => a.length - b.length);
    if (!fewest || known.length < terms.length) return [];
    const further = others.map((postings) => new Set(postings.documents()));
    return [...fewest.documents()]
      .filter((document) => this.#alive[document] === 1 && further.every((documents) => documents.has(document)))
      .map((document) => this.#ids[document]!);
  }

  /** Looks how long texts are, before the first of them are taken in. */
  measure(documents: readonly RankedDocument[]): void {
    const concepts = this.#concepts();
    for (const document of documents) for (const text of documentTerms(document, concepts)) this.#lengths.count(text);
  }

  /** Takes documents in, each in place of its former self. Many at once know better how long texts are. */
  put(documents: readonly RankedDocument[]): void {
    const concepts = this.#concepts();
    const all = documents.map((document) => ({ document, texts: documentTerms(document, concepts) }));
    for (const { texts } of all) for (const text of texts) this.#lengths.count(text);
    for (const { document, texts } of all) this.#put(document, texts);
  }

  remove(seq: number): void {
    const document = this.#numbers.get(seq);
    if (document === undefined) return;
    this.#numbers.delete(seq);
    this.#alive[document] = 0;
    this.#living--;
    const holes = this.#seqs.length - this.#living;
    if (holes > ROOM_FOR_HOLES && holes > this.#living) this.#renumber();
  }

  clear(): void {
    this.vocabulary = new Vocabulary();
    this.columns = new Columns();
    this.orders = new Orders();
    this.#lengths = new Lengths();
    this.#numbers.clear();
    [this.#seqs, this.#ids] = [[], []];
    this.#alive.fill(0);
    this.#living = 0;
  }

  /** Gives back the room that was kept for more: after much was put. */
  trim(): void {
    for (const postings of this.vocabulary.postings) postings.trim();
  }

  #put(document: RankedDocument, texts: readonly TextTerms[]): void {
    this.remove(document.seq);
    if (this.#seqs.length === MOST_DOCUMENTS)
      throw new RangeError(`Expected at most ${MOST_DOCUMENTS} documents in one index.`);
    const number = this.#seqs.push(document.seq) - 1;
    this.#ids.push(document.id);
    this.#numbers.set(document.seq, number);
    if (number >= this.#alive.length) this.#alive = grown(this.#alive);
    this.#alive[number] = 1;
    this.#living++;
    this.columns.put(number, document);
    this.orders.put(number, texts, this.vocabulary);
    for (const [term, weight] of this.#weights(texts)) {
      const impact = Math.max(1, Math.round((255 * weight) / (K1 + weight)));
      this.vocabulary.postings[this.vocabulary.add(term)]!.add(number, impact);
    }
  }

  /** How often each term stands in the document, by what its places weigh; of the languages the one that says most. */
  #weights(texts: readonly TextTerms[]): Map<string, number> {
    const all = new Map<string, number>();
    for (const field of Object.keys(WEIGHTS) as FieldName[]) {
      const most = new Map<string, number>();
      for (const text of texts.filter((one) => one.field === field)) {
        const share = WEIGHTS[field] / this.#lengths.relative(text);
        for (const [term, count] of text.counts) most.set(term, Math.max(most.get(term) ?? 0, count * share));
      }
      for (const [term, weight] of most) all.set(term, (all.get(term) ?? 0) + weight);
    }
    return all;
  }

  #renumber(): void {
    const numbers = new Int32Array(this.#seqs.length).fill(-1);
    let next = 0;
    for (let document = 0; document < numbers.length; document++) if (this.#alive[document]) numbers[document] = next++;
    for (const postings of this.vocabulary.postings) postings.renumber(numbers);
    this.columns.renumber(numbers);
    const { vocabulary, numbers: terms } = this.vocabulary.renewed();
    this.vocabulary = vocabulary;
    this.orders.renumber(numbers, terms);
    const living = (_: unknown, document: number) => numbers[document]! >= 0;
    [this.#seqs, this.#ids] = [this.#seqs.filter(living), this.#ids.filter(living)];
    this.#numbers = new Map(this.#seqs.map((seq, document) => [seq, document]));
    this.#alive.fill(0).fill(1, 0, next);
  }
}

function grown(array: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(array.length * 2);
  larger.set(array);
  return larger;
}
