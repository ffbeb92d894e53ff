import type { TextTerms } from './document-terms.ts';

const B = 0.75;

/**
 * How long the texts of each field and language are: a word says less in a longer one. The usual length goes in steps of a tenth, so that processes which read the
 * same documents in another order, or over a longer time, weigh them alike.
 */
export class Lengths {
  readonly #sums = new Map<string, { words: number; texts: number }>();

  count({ kind, length }: TextTerms): void {
    const sum = this.#sums.get(kind) ?? { words: 0, texts: 0 };
    sum.words += length;
    sum.texts++;
    this.#sums.set(kind, sum);
  }

  /** 1 for a text of the usual length, more for a longer one. */
  relative({ kind, length }: TextTerms): number {
    const { words, texts } = this.#sums.get(kind)!;
    return 1 - B + (words > 0 ? (B * length) / steady(words / texts) : B);
  }
}

const STEP = Math.log(1.1);
const steady = (length: number): number => Math.exp(Math.round(Math.log(length) / STEP) * STEP);
