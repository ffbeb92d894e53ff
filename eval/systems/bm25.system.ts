import { bm25Tokens } from './bm25-tokens.ts';
import type { Answer, EvalDocument, EvaluatedSystem } from './evaluated-system.ts';
import { plainDocument } from './plain-document.ts';

const K1 = 1.2;
const B = 0.75;

interface Posting {
  document: number;
  times: number;
}

/** How much a word tells that `having` of `all` documents have. */
export const idf = (all: number, having: number): number => Math.log(1 + (all - having + 0.5) / (having + 0.5));

/** What it counts that a document says a word so many times; `length` is the document's, in lengths of the average one. */
export const saturation = (times: number, length: number): number =>
  (times * (K1 + 1)) / (times + K1 * (1 - B + B * length));

/** Okapi BM25 in memory, over one bag of all words of a document. What every ranking has to beat; nothing in it is tuned. */
export class Bm25System implements EvaluatedSystem {
  readonly name = 'bm25';
  #ids: string[] = [];
  #lengths: number[] = [];
  #averageLength = 1;
  readonly #postings = new Map<string, Posting[]>();

  async load(documents: readonly EvalDocument[]): Promise<void> {
    this.#ids = documents.map(({ id }) => id);
    this.#lengths = documents.map((document, index) => this.#take(index, document));
    this.#averageLength = this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length);
  }

  async search(query: string, _locale: string, first: number): Promise<Answer> {
    const scores = new Map<number, number>();
    for (const token of new Set(bm25Tokens(query))) {
      const postings = this.#postings.get(token) ?? [];
      const rarity = idf(this.#ids.length, postings.length);
      for (const { document, times } of postings) {
        const worth = rarity * saturation(times, this.#lengths[document]! / this.#averageLength);
        scores.set(document, (scores.get(document) ?? 0) + worth);
      }
    }
    const ranked = [...scores].toSorted(([a, worth], [b, other]) => other - worth || a - b);
    return { ids: ranked.slice(0, first).map(([document]) => this.#ids[document]!) };
  }

  close(): Promise<void> {
    this.#postings.clear();
    return Promise.resolve();
  }

  /** Answers with the number of words in the document. */
  #take(index: number, document: EvalDocument): number {
    const { title, brand, text, terms } = plainDocument(document);
    const tokens = bm25Tokens([...title, brand ?? '', ...text, ...terms].join('\n'));
    const bag = new Map<string, number>();
    for (const token of tokens) bag.set(token, (bag.get(token) ?? 0) + 1);
    for (const [token, times] of bag) {
      const postings = this.#postings.get(token);
      if (postings) postings.push({ document: index, times });
      else this.#postings.set(token, [{ document: index, times }]);
    }
    return tokens.length;
  }
}
