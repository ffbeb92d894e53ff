import { phrasesHeldIn, productAlone, type ProductAlone } from './product-alone.ts';
import type { KnownWords } from '../query/understand.ts';
import { requiredTerms } from '../query/understood.ts';
import type { RankedDocument } from '../ranking/ranked-document.ts';
import { conditionsOf } from '../search/criteria.ts';
import type { WordSearch } from '../search/word-search.ts';
import { criteriaOf, productKeys, whereKeys, type HeldReading, type HeldSearch, type Saved } from './held-search.ts';
import { PercolationWords } from './percolation-words.ts';

/** What saved searches are read by, as searches are. */
export type PercolatedWords = Pick<WordSearch, 'index' | 'concepts' | 'readings' | 'isHad'>;

/** Stands before a word that no document has, and for which a search is to be read anew. */
const AWAITED = '?';

/**
 * Holds products against saved searches: a match is what the search itself would find with all of its words. Each search lies under the rarest of its terms,
 * without words under what it is narrowed by, so that one product is held against few of them.
 */
export class Percolator {
  readonly #words: PercolatedWords;
  readonly #searches = new Map<string, HeldSearch>();
  readonly #under = new Map<string, HeldSearch[]>();
  /** Equal texts are held once. */
  readonly #texts = new Map<string, string>();

  constructor(words: PercolatedWords) {
    this.#words = words;
  }

  get size(): number {
    return this.#searches.size;
  }

  /** Takes a search in, in place of its former self. What no search takes is held under nothing, and finds nothing. */
  put(saved: Saved): void {
    this.remove(saved._id);
    const { _id: id, query, savedAt } = saved;
    const where = this.#text(JSON.stringify(saved.where));
    this.#hold({ id, query, where, savedAt: savedAt.getTime(), readings: [], keys: [] }, null);
  }

  remove(id: string): void {
    const search = this.#searches.get(id);
    if (!search) return;
    this.#searches.delete(id);
    for (const key of search.keys) {
      const left = this.#under.get(key)!.filter((other) => other !== search);
      if (left.length > 0) this.#under.set(key, left);
      else this.#under.delete(key);
    }
  }

  /** Reads all anew, some at each step: the concepts of the trade have changed. */
  *readAnew(atOnce: number): Generator<void> {
    let left = atOnce;
    // Reading one anew puts it behind all others.
    const all = [...this.#searches.values()];
    for (const search of all) {
      if (this.#searches.get(search.id) === search) this.#hold(search, null);
      if (--left > 0) continue;
      left = atOnce;
      yield;
    }
  }

  /** The searches that find a product as it is now, were saved before it was changed, and did not find it as it was; null: it was not. */
  matching(product: RankedDocument, before: RankedDocument | null, changedAt: number, now: number): string[] {
    const alone = productAlone(product, this.#words.concepts);
    const found = this.#among(alone, now).filter(({ savedAt }) => savedAt <= changedAt);
    if (!before || found.length === 0) return found.map(({ id }) => id);
    const former = productAlone(before, this.#words.concepts);
    const verdicts = new Map<string, boolean>();
    return found.filter((search) => !this.#finds(search, former, now, verdicts)).map(({ id }) => id);
  }

  #among(alone: ProductAlone, now: number): HeldSearch[] {
    const { terms, words, product } = alone;
    for (const term of terms) for (const search of this.#under.get(AWAITED + term) ?? []) this.#hold(search, words);
    const candidates = new Set([...terms, ...productKeys(product)].flatMap((key) => this.#under.get(key) ?? []));
    const verdicts = new Map<string, boolean>();
    return [...candidates].filter((search) => this.#finds(search, alone, now, verdicts));
  }

  #finds(search: HeldSearch, alone: ProductAlone, now: number, verdicts: Map<string, boolean>): boolean {
    if (search.readings.length > 0 && !this.#hasWords(search, alone, now)) return false;
    let verdict = verdicts.get(search.where);
    if (verdict === undefined) {
      const conditions = conditionsOf(criteriaOf({ query: '', where: search.where }), now);
      verdicts.set(search.where, (verdict = alone.index.columns.passes(conditions)(0)));
    }
    return verdict;
  }

  /** Whether it has everything of the reading that counts: the first of which any document has everything. */
  #hasWords(search: HeldSearch, alone: ProductAlone, now: number): boolean {
    const reading = search.readings.findIndex(
      ({ terms, phrases }) => terms.every((term) => alone.words.count(term) > 0) && phrasesHeldIn(alone, phrases),
    );
    if (reading <= 0) return reading === 0;
    const criteria = criteriaOf(search);
    const earlier = this.#words.readings(criteria.words, this.#words.index.vocabulary).slice(0, reading);
    return !earlier.some((understood) => this.#words.isHad(understood, criteria, now));
  }

  /** Reads a search, by the words of one product more where it is given, and puts it where it is found. */
  #hold(search: HeldSearch, another: KnownWords | null): void {
    this.remove(search.id);
    const held = { ...search, ...this.#read(search, another) };
    this.#searches.set(held.id, held);
    for (const key of held.keys) {
      const under = this.#under.get(key);
      if (under) under.push(held);
      else this.#under.set(key, [held]);
    }
  }

  #read(search: HeldSearch, another: KnownWords | null): Pick<HeldSearch, 'readings' | 'keys'> {
    const known = new PercolationWords(this.#words.index.vocabulary, another);
    try {
      const criteria = criteriaOf(search);
      if (criteria.words === '') return { readings: [], keys: whereKeys(criteria).map((key) => this.#text(key)) };
      const readings = this.#distinct(this.#words.readings(criteria.words, known));
      const rarest = readings.map(({ terms }) => least(terms, (term) => this.#words.index.vocabulary.count(term)));
      const awaited = [...known.missing].map((term) => AWAITED + term);
      return { readings, keys: [...new Set([...rarest, ...awaited])].map((key) => this.#text(key)) };
    } catch {
      return { readings: [], keys: [] };
    }
  }

  /** Those that ask for anything, each once. */
  #distinct(readings: ReturnType<WordSearch['readings']>): HeldReading[] {
    const known = new Map<string, HeldReading>();
    for (const understood of readings) {
      const terms = [...new Set(requiredTerms(understood))].map((term) => this.#text(term));
      const name = JSON.stringify([terms, understood.phrases]);
      const phrases = understood.phrases.length > 0 ? understood.phrases : NONE;
      if (terms.length > 0 && !known.has(name)) known.set(name, { terms, phrases });
    }
    return [...known.values()];
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }
}

const NONE: readonly (readonly string[])[] = [];

const least = (terms: readonly string[], count: (term: string) => number): string =>
  terms.reduce((rarest, term) => (count(term) < count(rarest) ? term : rarest));
