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

/** The words that may follow, and the concepts whose words end here. */
interface Step {
  next: Map<string, Step>;
  ids: string[];
}

/**
 * Knows the concepts of the trade in a text by their words, whatever their endings: so a text in one language is found by the words of another. A
 * concept is found by a term of its own.
 */
export class Concepts {
  readonly #beginning: Step = { next: new Map(), ids: [] };

  constructor(concepts: Iterable<NamedConcept>) {
    for (const { id, tr, zh, en } of concepts)
      for (const text of [...tr, ...zh, ...en]) this.#add(conceptTerm(id), text);
  }

  /** All concepts in a text, also those within others. */
  in(tokens: readonly Token[]): FoundConcept[] {
    const found: FoundConcept[] = [];
    if (this.#beginning.next.size === 0) return found;
    for (let from = 0; from < tokens.length; from++) {
      if (!isStep(tokens[from]!)) continue;
      let step = this.#beginning.next.get(tokens[from]!.terms[0]!);
      for (let to = from + 1; step; to++) {
        for (const id of step.ids) found.push({ id, from, to });
        if (step.next.size === 0) break;
        while (to < tokens.length && !isStep(tokens[to]!)) to++;
        step = step.next.get(tokens[to]?.terms[0] ?? '');
      }
    }
    return found;
  }

  #add(id: string, text: string): void {
    let step = this.#beginning;
    for (const { terms } of tokensOf(text).filter(isStep)) {
      let next = step.next.get(terms[0]!);
      if (!next) step.next.set(terms[0]!, (next = { next: new Map(), ids: [] }));
      step = next;
    }
    if (step !== this.#beginning && !step.ids.includes(id)) step.ids.push(id);
  }
}

const HAN = /^\p{Script=Han}/u;

/** Latin words by their first term; of Chinese the single characters, so that where the dictionary parts a text does not matter. */
function isStep({ kind, terms: [term] }: Token): boolean {
  const isHan = term!.charCodeAt(0) > 0x2e80 && HAN.test(term!);
  return isHan ? kind === 'gram' && term!.length === 1 : kind === 'word';
}
