import { conceptTerm } from './marked-term.ts';
import type { Token } from './token.ts';
import { tokensOf } from './token.ts';

/** What the trade calls one thing, in words of several languages. */
export interface NamedConcept {
  id: string;
  tr: readonly string[];
  zh: readonly string[];
  en: readonly string[];
}

/** A concept in a text: the tokens from `from` up to `to`, without it. */
export interface FoundConcept {
  id: string;
  from: number;
  to: number;
}

const LONGEST = 5;

/**
 * Knows the concepts of the trade in a text by their words, whatever their endings: so a text in one language is found by the words of another. A
 * concept is found by a term of its own.
 */
export class Concepts {
  /** By the terms of their words, parted by blanks. */
  readonly #byWords = new Map<string, string[]>();
  /** The first words of them: most words begin none. */
  readonly #first = new Set<string>();

  constructor(concepts: Iterable<NamedConcept>) {
    for (const { id, tr, zh, en } of concepts) {
      for (const text of [...tr, ...zh, ...en]) {
        const key = wordsOf(tokensOf(text))
          .map(({ term }) => term)
          .join(' ');
        const ids = this.#byWords.get(key) ?? [];
        const term = conceptTerm(id);
        if (key === '' || ids.includes(term)) continue;
        this.#byWords.set(key, [...ids, term]);
        this.#first.add(key.split(' ', 1)[0]!);
      }
    }
  }

  /** All concepts in a text, also those within others. */
  in(tokens: readonly Token[]): FoundConcept[] {
    if (this.#first.size === 0) return [];
    const words = wordsOf(tokens);
    const found: FoundConcept[] = [];
    for (let from = 0; from < words.length; from++) {
      if (!this.#first.has(words[from]!.term)) continue;
      let key = '';
      for (let to = from; to < Math.min(words.length, from + LONGEST); to++) {
        key += (key && ' ') + words[to]!.term;
        for (const id of this.#byWords.get(key) ?? []) found.push({ id, from: words[from]!.at, to: words[to]!.at + 1 });
      }
    }
    return found;
  }
}

const HAN = /^\p{Script=Han}/u;
const isHan = (term: string): boolean => term.charCodeAt(0) > 0x2e80 && HAN.test(term);

/** Latin words by their first term; of Chinese the single characters, so that where the dictionary parts a text does not matter. */
function wordsOf(tokens: readonly Token[]): { term: string; at: number }[] {
  return tokens.flatMap(({ kind, terms: [term] }, at) => {
    if (isHan(term!) ? kind === 'gram' && term!.length === 1 : kind === 'word') return [{ term: term!, at }];
    return [];
  });
}
