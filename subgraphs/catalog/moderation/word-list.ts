import { isHan, spelling, written, type Word, type Written } from './spelling.ts';

/** A phrase of a list, word by word. */
export interface Phrase {
  listed: string;
  words: readonly Word[];
}

/** A word so long, bare of its dots, is hardly another one: `cöcaine` is not, and `gün` is no `gun`. */
const LONG = 6;
/** What a Turkish or English word may end in and still be the same word; without dots and accents. */
const ENDING = /^(?:s|es|l[ae]r)?(?:[iu]|s[iu])?(?:n?[iu]n|n?[iu]|y?[ae]|n[ae]|n?[dt][ae]n?|y?l[ae])?$/;

/**
 * Words that are looked for in what people write. A word counts as itself and with the endings that Turkish and English give it, never as a
 * part of another word; a Chinese word, which no blank sets apart, counts wherever its characters stand. What `spelling` makes alike is alike.
 */
export class WordList {
  /** By the first two letters of their first word. */
  readonly #phrases: ReadonlyMap<string, readonly Phrase[]>;
  readonly #lawful: ReadonlyMap<string, readonly Phrase[]>;
  readonly #characters: readonly { listed: string; spelled: string }[];
  readonly #lawfulCharacters: readonly string[];

  /** `unless`: longer phrases in which a word of the list means something else. */
  constructor(words: readonly string[], unless: readonly string[]) {
    this.#phrases = byBeginning(words);
    this.#lawful = byBeginning(unless);
    this.#characters = words.filter(isHan).map((listed) => ({ listed, spelled: spelling(listed) }));
    this.#lawfulCharacters = unless.filter(isHan).map(spelling);
  }

  /** The words of the list, as the list has them, that any of the texts has; each once. */
  foundIn(texts: readonly Written[]): string[] {
    return [...new Set(texts.flatMap((text) => [...this.#wordsIn(text.words), ...this.#charactersIn(text)]))];
  }

  #wordsIn(words: readonly Word[]): string[] {
    const hits = [...places(words, this.#phrases)];
    if (hits.length === 0) return [];
    const lawful = [...places(words, this.#lawful)];
    return hits
      .filter(({ from, to }) => !lawful.some((other) => other.from <= from && other.to >= to))
      .map(({ listed }) => listed);
  }

  #charactersIn({ spelled, han }: Written): string[] {
    if (!han || !this.#characters.some((one) => spelled.includes(one.spelled))) return [];
    const rest = this.#lawfulCharacters.reduce((text, phrase) => text.replaceAll(phrase, '\n'), spelled);
    return this.#characters.filter((one) => rest.includes(one.spelled)).map(({ listed }) => listed);
  }
}

export function byBeginning(phrases: readonly string[]): Map<string, Phrase[]> {
  const map = new Map<string, Phrase[]>();
  for (const listed of phrases.filter((phrase) => !isHan(phrase))) {
    const words = written(listed).words;
    const beginning = words[0]!.bare.slice(0, 2);
    map.set(beginning, [...(map.get(beginning) ?? []), { listed, words }]);
  }
  return map;
}

interface Hit {
  listed: string;
  from: number;
  to: number;
}

function* places(words: readonly Word[], phrases: ReadonlyMap<string, readonly Phrase[]>): Generator<Hit> {
  for (const [from, word] of words.entries()) {
    for (const phrase of phrases.get(word.bare.slice(0, 2)) ?? []) {
      const to = from + phrase.words.length;
      if (to <= words.length && standsAt(phrase.words, words, from)) yield { listed: phrase.listed, from, to };
    }
  }
}

const standsAt = (phrase: readonly Word[], words: readonly Word[], from: number): boolean =>
  phrase.every((wanted, index) => isForm(words[from + index]!, wanted, index === phrase.length - 1));

/** Whether a written word is the listed one; the last of a phrase may have an ending. */
export function isForm(word: Word, listed: Word, mayEnd: boolean): boolean {
  const same = (text: string, stem: string) =>
    text === stem || (mayEnd && text.startsWith(stem) && ENDING.test(endingOf(word, text, stem)));
  if (same(word.spelled, listed.spelled) || same(word.spelled, listed.bare)) return true;
  if (listed.bare.length >= LONG && same(word.bare, listed.bare)) return true;
  // `tüfek` becomes `tüfeği`.
  return mayEnd && listed.bare.endsWith('k') && softened(word.bare, listed.bare);
}

const endingOf = (word: Word, text: string, stem: string): string =>
  (text === word.bare ? text : word.bare).slice(stem.length);

function softened(text: string, stem: string): boolean {
  const soft = `${stem.slice(0, -1)}g`;
  return stem.length >= 5 && text.length > soft.length && text.startsWith(soft) && ENDING.test(text.slice(soft.length));
}
