import { pinyin } from 'pinyin-pro';
import type { Vocabulary } from '../ranking/vocabulary.ts';
import { lowerBound } from './lower-bound.ts';

const HAN_WORD = /^\p{Script=Han}{2,6}$/u;
/** Terms that are read at one call: about ten milliseconds. */
const AT_ONCE = 2_000;
/** The fewest letters of the first of two words, and of what is taken for a slip or meant by one. */
const [SHORTEST, SURE] = [4, 4];
const LETTERS = 'abcdefghijklmnopqrstuwxyz';

/** Chinese words by how they sound (Hànyǔ Pīnyīn without tones): `famen` begins 阀门. Reads new words little by little, as it is asked. */
export class Pinyin {
  readonly #vocabulary: () => Vocabulary;
  #of: Vocabulary | undefined;
  #read = 0;
  /** `famen 阀门`, in order. */
  #sorted: string[] = [];

  constructor(vocabulary: () => Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** The words, those that most documents have first. */
  beginningWith(letters: string, most: number): string[] {
    this.#readOn(this.#vocabulary());
    return this.#usual(this.#from(letters), most);
  }

  /** Words that are meant where none begins so: the first of two that are typed as one, else those that begin with one letter more, less, another or exchanged. */
  meantBy(letters: string, most: number): string[] {
    this.#readOn(this.#vocabulary());
    for (let end = letters.length - 1; end >= SHORTEST; end--) {
      const first = this.#from(`${letters.slice(0, end)} `);
      if (first.length > 0 && this.#from(letters.slice(end)).length > 0) return this.#usual(first, most);
    }
    if (letters.length < SURE) return [];
    return this.#usual([...new Set(slipsOf(letters).flatMap((slip) => this.#from(slip)))], most);
  }

  #from(beginning: string): string[] {
    const found: string[] = [];
    for (let at = lowerBound(this.#sorted, beginning); this.#sorted[at]?.startsWith(beginning); at++)
      found.push(this.#sorted[at]!.slice(this.#sorted[at]!.indexOf(' ') + 1));
    return found;
  }

  #usual(words: string[], most: number): string[] {
    const vocabulary = this.#vocabulary();
    return words.toSorted((a, b) => vocabulary.count(b) - vocabulary.count(a)).slice(0, most);
  }

  #readOn(vocabulary: Vocabulary): void {
    if (vocabulary !== this.#of) [this.#of, this.#read, this.#sorted] = [vocabulary, 0, []];
    const fresh: string[] = [];
    for (; this.#read < vocabulary.terms.length && fresh.length < AT_ONCE; this.#read++) {
      const term = vocabulary.terms[this.#read]!;
      if (HAN_WORD.test(term)) fresh.push(`${pinyin(term, { toneType: 'none', type: 'array' }).join('')} ${term}`);
    }
    if (fresh.length > 0) this.#sorted = [...this.#sorted, ...fresh].toSorted();
  }
}

/** What was probably meant: the same with one letter less, two exchanged, one more or another, but for the first. */
function slipsOf(letters: string): string[] {
  const slips = new Set<string>();
  for (let at = 1; at <= letters.length; at++) {
    const [before, rest] = [letters.slice(0, at), letters.slice(at)];
    if (rest) slips.add(before + rest.slice(1));
    if (rest.length > 1) slips.add(before + rest[1]! + rest[0]! + rest.slice(2));
    for (const letter of LETTERS) slips.add(before + letter + rest).add(before + letter + rest.slice(1));
  }
  return [...slips].filter((slip) => slip !== letters && slip.length >= SURE);
}
