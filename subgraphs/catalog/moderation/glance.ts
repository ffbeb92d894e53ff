import { isHan, spelling, written, type Word } from './spelling.ts';
import { byBeginning, isForm, type Phrase } from './word-list.ts';

/** A sign that may become others when it is spelled, or goes together with its neighbours. */
const OTHER = 0;
/** Parts of words, spelled the same whatever stands beside them. */
const LETTER = 1;
const DIGIT = 2;
/** A Chinese character: a letter, and no part of a word. */
const HAN = 3;
/** Between words; two letters that stand alone on both sides of it are spelled as one word. */
const JOINER = 4;
const SEPARATOR = 5;

const SIGNS = new Uint8Array(0x1_0000);
const range = (kind: number, from: number, to: number) => void SIGNS.fill(kind, from, to + 1);
const mark = (kind: number, signs: string) => {
  for (const sign of signs) SIGNS[sign.charCodeAt(0)] = kind;
};
range(SEPARATOR, 0x00, 0x7f);
range(DIGIT, 0x30, 0x39);
range(LETTER, 0x41, 0x5a);
range(LETTER, 0x61, 0x7a);
range(LETTER, 0xc0, 0x17e);
mark(LETTER, '\u00b5\u03bc\u03a9\u2126');
range(HAN, 0x4e00, 0x9fff);
mark(OTHER, 'ĲĳĿŀŉ');
mark(DIGIT, '²³¹');
mark(JOINER, '\t\n\v\f\r .-_*\u00a0·\u3000');
mark(SEPARATOR, '±°×÷©®‘’“”–—•、。「」《》【】，：；（）！？');

const MOST_WORDS = 20_000;
const LONGEST_WORD = 40;

/**
 * Sees of nearly every text, without spelling it, that no word of some lists is in it. It remembers the words that it has seen: the latest
 * 20,000, and as many before them.
 */
export class Glance {
  readonly #phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** With which one or two Chinese characters something listed begins. */
  readonly #characters: ReadonlySet<string>;
  /** Of a word, as it was written, what is listed that it begins. */
  #latest = new Map<string, readonly Phrase[]>();
  #before: ReadonlyMap<string, readonly Phrase[]> = new Map();

  constructor(listed: readonly string[]) {
    this.#phrases = byBeginning(listed);
    const characters = listed.filter(isHan).map((phrase) => /\p{Script=Han}{1,2}/u.exec(spelling(phrase))![0]);
    this.#characters = new Set(characters);
  }

  /** False: nothing listed is in it. True: it may be. */
  mayHold(text: string): boolean {
    /** Where the word and the row of letters and digits begin that are being read; -1: none is. */
    let [word, row] = [-1, -1];
    /** Whether a letter stood alone, with nothing but joiners since. */
    let wasAlone = false;
    /** What the word before has begun. */
    let begun: readonly Phrase[] = NONE;
    for (let at = 0; at <= text.length; at++) {
      const sign = at < text.length ? SIGNS[text.charCodeAt(at)]! : SEPARATOR;
      if (sign === LETTER || sign === DIGIT) {
        if (word < 0) word = at;
        if (row < 0) row = at;
        continue;
      }
      if (sign === OTHER) return true;
      if (word >= 0) {
        const read = text.slice(word, at);
        if (begun.length > 0 && goesOn(begun, wordOf(read))) return true;
        begun = this.#begins(read);
        if (begun.some(({ words }) => words.length === 1)) return true;
        word = -1;
      }
      if (sign === HAN) {
        if (this.#characters.has(text[at]!) || this.#characters.has(text.slice(at, at + 2))) return true;
        if (row < 0) row = at;
        continue;
      }
      if (row >= 0) {
        const isAlone = at - row === 1 && SIGNS[text.charCodeAt(row)] !== DIGIT;
        if (isAlone && wasAlone) return true;
        [wasAlone, row] = [isAlone, -1];
      }
      if (sign !== JOINER) wasAlone = false;
    }
    return false;
  }

  #begins(word: string): readonly Phrase[] {
    const known = this.#latest.get(word);
    if (known !== undefined) return known;
    const begins = this.#before.get(word) ?? this.#look(word);
    if (word.length > LONGEST_WORD) return begins;
    if (this.#latest.size >= MOST_WORDS) [this.#before, this.#latest] = [this.#latest, new Map()];
    this.#latest.set(word, begins);
    return begins;
  }

  #look(text: string): readonly Phrase[] {
    const word = wordOf(text);
    const phrases = this.#phrases.get(word.bare.slice(0, 2)) ?? [];
    const begun = phrases.filter(({ words }) => isForm(word, words[0]!, words.length === 1));
    return begun.length > 0 ? begun : NONE;
  }
}

const NONE: readonly Phrase[] = [];
const wordOf = (text: string): Word => written(text).words[0]!;
/** Whether a word is the second of any phrase. */
const goesOn = (phrases: readonly Phrase[], word: Word): boolean =>
  phrases.some(({ words }) => isForm(word, words[1]!, words.length === 2));
