import { isMarked } from '../language/marked-term.ts';
import type { Vocabulary } from '../ranking/vocabulary.ts';
import { lowerBound } from './lower-bound.ts';
import { Pinyin } from './pinyin.ts';
import { editDistance } from './edit-distance.ts';

/** Words of one length: their numbers, and which letters each has (a bit a letter). */
interface Shelf {
  numbers: number[];
  letters: number[];
}

const WORD = /^[a-z]{4,}$/;
/** A word of goods that fewer documents have may be a slip itself. */
const LEAST_KNOWN = 3;
const GROWN = 1.05;
/** So a first letter may differ in a long word alone, and there alone. */
const OTHER_BEGINNING = 1;

/** Knows words that are written almost like one that no document has, and words that begin with it. */
export class Spelling {
  readonly #vocabulary: () => Vocabulary;
  readonly #pinyin: Pinyin;
  readonly #least: number;
  #shelves = new Map<number, Shelf>();
  #sorted: string[] = [];
  #of: Vocabulary | undefined;
  #terms = 0;

  /** `least`: in how many documents a word stands that others are taken for. */
  constructor(vocabulary: () => Vocabulary, least = LEAST_KNOWN) {
    this.#vocabulary = vocabulary;
    this.#least = least;
    this.#pinyin = new Pinyin(vocabulary);
  }

  /**
   * The terms that are probably meant by a word, written in either way, the likeliest first. One letter may differ, from seven letters on two; the first
   * hardly ever does.
   */
  corrections(words: readonly string[], most: number): string[] {
    this.#refresh();
    const found = new Map<string, { distance: number; count: number }>();
    for (const word of new Set(words)) {
      if (!WORD.test(word)) continue;
      const bound = word.length >= 7 ? 2 : 1;
      for (const { term, count } of this.#near(word, bound)) {
        const edits = editDistance(word, term, bound) + (term[0] === word[0] ? 0 : OTHER_BEGINNING);
        if (edits > bound) continue;
        const distance = edits / word.length;
        if (distance < (found.get(term)?.distance ?? Infinity)) found.set(term, { distance, count });
      }
    }
    const likeliest = [...found].toSorted(([, a], [, b]) => a.distance - b.distance || b.count - a.count);
    return likeliest.slice(0, most).map(([term]) => term);
  }

  /** The word that somebody stopped typing shortly before its end; null: there is none. */
  finish(typed: string): string | null {
    if (typed.length < 5) return null;
    return this.beginningWith(typed, 1).find((term) => term.length <= typed.length + 4) ?? null;
  }

  /** Terms of Chinese words whose pinyin begins with these letters, without tones and blanks. */
  soundingLike(letters: string, most: number): string[] {
    return this.#pinyin.beginningWith(letters, most);
  }

  /** The same where none begins so: two words typed as one, or a slip. */
  meantToSound(letters: string, most: number): string[] {
    return this.#pinyin.meantBy(letters, most);
  }

  /** Terms that begin with these letters, those that most documents have first. */
  beginningWith(prefix: string, most: number): string[] {
    this.#refresh();
    const vocabulary = this.#vocabulary();
    const found: string[] = [];
    for (
      let at = lowerBound(this.#sorted, prefix);
      this.#sorted[at]?.startsWith(prefix) && found.length < MOST_LOOKED_AT;
      at++
    )
      found.push(this.#sorted[at]!);
    return found.toSorted((a, b) => vocabulary.count(b) - vocabulary.count(a)).slice(0, most);
  }

  *#near(word: string, most: number): Generator<{ term: string; count: number }> {
    const { terms, postings } = this.#vocabulary();
    const letters = lettersOf(word);
    for (let length = word.length - most; length <= word.length + most; length++) {
      const shelf = this.#shelves.get(length);
      for (let at = 0; at < (shelf?.numbers.length ?? 0); at++) {
        if (bitsIn(shelf!.letters[at]! ^ letters) > 2 * most) continue;
        const number = shelf!.numbers[at]!;
        yield { term: terms[number]!, count: postings.count(number) };
      }
    }
  }

  /** Looks through the vocabulary again when it has grown. */
  #refresh(): void {
    const vocabulary = this.#vocabulary();
    if (vocabulary === this.#of && vocabulary.terms.length < this.#terms * GROWN + 50) return;
    [this.#of, this.#terms] = [vocabulary, vocabulary.terms.length];
    this.#shelves = new Map();
    vocabulary.terms.forEach((term, number) => {
      if (!WORD.test(term) || vocabulary.postings.count(number) < this.#least) return;
      const shelf = this.#shelves.get(term.length) ?? { numbers: [], letters: [] };
      shelf.numbers.push(number);
      shelf.letters.push(lettersOf(term));
      this.#shelves.set(term.length, shelf);
    });
    this.#sorted = vocabulary.terms.filter((term) => !isMarked(term)).toSorted();
  }
}

const MOST_LOOKED_AT = 2_000;

function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) - 97);
  return bits;
}

function bitsIn(number: number): number {
  let count = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) count++;
  return count;
}
