import type { Language } from '../../seed/text/phrase.ts';
import type { Wanted } from './wanted.ts';

export const KINDS = ['exact', 'broad', 'inflected', 'misspelt', 'mixed', 'code', 'across', 'no-answer'] as const;
/** What is hard about a query; `eval/README.md` tells of each. */
export type Kind = (typeof KINDS)[number];

/** A query to the market before anything is judged. */
export interface MarketQuery {
  language: Language;
  kind: Kind;
  text: string;
  /** Null: nothing that the market sells. */
  wanted: Wanted | null;
}
