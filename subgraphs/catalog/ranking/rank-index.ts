import type { Concepts } from '../language/concepts.ts';
import { Columns } from './columns.ts';
import { documentTerms, type TextTerms } from './document-terms.ts';
import { havingAll } from './having-all.ts';
import { Ids } from './ids.ts';
import { Lengths } from './lengths.ts';
import { MOST_DOCUMENTS } from './postings.ts';
import type { FieldName, RankedDocument } from './ranked-document.ts';
import { Orders } from './orders.ts';
import { RecentDocuments } from './recent-documents.ts';
import { RecentSelves } from './recent-selves.ts';
import { withRoom } from './room.ts';
import { Seqs } from './seqs.ts';
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
  /** Those that came, went or changed here or in the engine. */
  readonly recent = new RecentDocuments();
  #lengths = new Lengths();
  readonly #selves = new RecentSelves();
  readonly #concepts: () => Concepts;
  #seqs = new Seqs();
  #ids = new Ids();
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
    return this.#seqs.count;
  }

  get alive(): Uint8Array {
    return this.#alive;
  }

  idOf(document: number): string {
    return this.#ids.of(document);
  }
  seqOf(document: number): number {
    return this.#seqs.of(document);
  }
  numberOf(seq: number): number | undefined {
    const document = this.#seqs.document(seq);
    return document !== undefined && this.#alive[document] === 1 ? document : undefined;
  }

  /**
   * The engine has taken in what became of these documents: what stands on both is another answer from now on, as when they came or went here. Answers with those
   * that did not come or go here lately.
   */
  takenIn(seqs: Iterable<number>): Set<number> {
    const unknown = new Set<number>();
    for (const seq of seqs) {
      const selves = this.#selves.of(seq);
      if (!selves) unknown.add(seq);
      else for (const document of selves) this.recent.add(document);
    }
    return unknown;
  }

  /** Whether a document, living or gone, has a term. */
  has(document: number, term: string): boolean {
    const number = this.vocabulary.number(term);
    return number !== undefined && this.vocabulary.postings.impact(number, document) > 0;
  }

  /** The ids of the documents that have all of these terms. */
  holding(terms: readonly string[]): string[] {
    return Array.from(
      havingAll(this, terms, () => true),
      (document) => this.idOf(document),
    );
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
    const document = this.numberOf(seq);
    if (document === undefined) return;
    this.#alive[document] = 0;
    this.#living--;
    this.#changed(seq, document);
    const holes = this.#seqs.count - this.#living;
    if (holes > ROOM_FOR_HOLES && holes > this.#living) this.#renumber();
  }

  clear(): void {
    this.vocabulary = new Vocabulary();
    this.columns = new Columns();
    this.orders = new Orders();
    this.#lengths = new Lengths();
    [this.#seqs, this.#ids] = [new Seqs(), new Ids()];
    this.#alive.fill(0);
    this.#living = 0;
    this.recent.forget();
    this.#selves.clear();
  }

  #changed(seq: number, document: number): void {
    this.recent.add(document);
    this.#selves.add(seq, document);
  }

  #put(document: RankedDocument, texts: readonly TextTerms[]): void {
    this.remove(document.seq);
    if (this.#seqs.count === MOST_DOCUMENTS)
      throw new RangeError(`Expected at most ${MOST_DOCUMENTS} documents in one index.`);
    const number = this.#seqs.add(document.seq);
    this.#ids.put(number, document.id);
    this.#alive = withRoom(this.#alive, number + 1);
    this.#alive[number] = 1;
    this.#living++;
    this.#changed(document.seq, number);
    this.columns.put(number, document);
    this.orders.put(number, texts, this.vocabulary);
    for (const [term, weight] of this.#weights(texts)) {
      const impact = Math.max(1, Math.round((255 * weight) / (K1 + weight)));
      this.vocabulary.postings.add(this.vocabulary.add(term), number, impact);
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
    const numbers = new Int32Array(this.#seqs.count).fill(-1);
    let next = 0;
    for (let document = 0; document < numbers.length; document++) if (this.#alive[document]) numbers[document] = next++;
    this.vocabulary.postings.renumber(numbers);
    this.columns.renumber(numbers);
    const { vocabulary, numbers: terms } = this.vocabulary.renewed();
    this.vocabulary = vocabulary;
    this.orders.renumber(numbers, terms);
    this.#seqs.renumber(numbers, next);
    this.#ids.renumber(numbers);
    this.#alive.fill(0).fill(1, 0, next);
    this.recent.forget();
    this.#selves.clear();
  }
}
