import { isStopWord } from '../language/stop-words.ts';
import type { Token } from '../language/token.ts';

/** An ASCII sign behind a number is an inch; it opens a quotation only at the beginning of a word. */
const QUOTED = /(?:(?<=^|\s)"|[“„«「『])([^"“”„«»「」『』]{1,200})["”“»」』]/gu;
const HAN = /\p{Script=Han}/u;

/** The tokens that stand within the same quotation marks, for each pair of them. */
function quotedTokens(query: string, tokens: readonly Token[]): Token[][] {
  return [...query.matchAll(QUOTED)].map(({ index, 0: whole }) =>
    tokens.filter(({ start, end }) => start >= index && end <= index + whole.length),
  );
}

/** Whether any words stand within quotation marks: then all that is asked for has to be there. */
export const isQuoted = (query: string, tokens: readonly Token[]): boolean =>
  quotedTokens(query, tokens).some(({ length }) => length > 0);

/** Latin words within quotation marks that say something, as the terms that have to stand beside each other. */
export const phrasesOf = (query: string, tokens: readonly Token[]): string[][] =>
  quotedTokens(query, tokens)
    .map((quoted) => quoted.filter(({ kind, folded }) => kind === 'word' && folded).map(({ terms: [term] }) => term!))
    .map((terms) => terms.filter((term) => !isStopWord(term)))
    .filter((terms) => terms.length > 1);

/** Neighbouring Chinese characters within quotation marks, all of which have to be there. */
export const quotedPairs = (query: string, tokens: readonly Token[]): Token[] =>
  quotedTokens(query, tokens).flatMap((quoted) =>
    quoted.filter(({ kind, terms: [term] }) => kind === 'gram' && term!.length === 2 && HAN.test(term!)),
  );
