import { pinyin } from 'pinyin-pro';
import type { Vocabulary } from '../ranking/vocabulary.ts';
import { lowerBound } from './lower-bound.ts';

const HAN_WORD = /^\p{Script=Han}{2,6}$/u;
/** Terms that are read at one call: about ten milliseconds. */
const AT_ONCE = 2_000;

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
    const vocabulary = this.#vocabulary();
    this.#readOn(vocabulary);
    const found: string[] = [];
    for (let at = lowerBound(this.#sorted, letters); this.#sorted[at]?.startsWith(letters); at++)
      found.push(this.#sorted[at]!.slice(this.#sorted[at]!.indexOf(' ') + 1));
    return found.toSorted((a, b) => vocabulary.count(b) - vocabulary.count(a)).slice(0, most);
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
