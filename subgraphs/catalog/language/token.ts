import { fold } from '../../../kit/text/fold.ts';
import { codeTerms, unitOf } from './code.ts';
import { hanTokens } from './han.ts';
import { knownTexts } from './known-texts.ts';
import { stem } from './stem.ts';
import type { Token } from './token.shape.ts';
import { isStopWord } from './stop-words.ts';

export type { Token } from './token.shape.ts';

const LETTER = String.raw`[[\p{L}\p{N}\p{M}]--\p{Script=Han}]`;
/** The halves and quarters behind one whole number: `1 1/2`. */
const FRACTION = String.raw`(?<=(?<![\p{L}\p{N}.,])[1-9]) (?=\d{1,2}[\/⁄]\d)\d+`;
const TOKEN = new RegExp(
  String.raw`\p{Script=Han}+|${LETTER}+(?:(?<=\d)\s?[x×*]\s?(?=\d)${LETTER}+|${FRACTION}|['’]${LETTER}+|[\-.\/⁄_+]${LETTER}+|,(?=\d)${LETTER}+)*|(?<=\d)\s?["″”]`,
  'gv',
);
const HAN = /\p{Script=Han}/u;
const DIGIT = /\p{N}/u;
const APOSTROPHE = /['’]/;
/** Letters that often stand apart before their number. */
const SHORT = /^[a-z]{1,4}$/;
const NUMBER = /^\d+(?:[op]\d+)*$/;
/** A heading of the Harmonized System and what may stand apart behind it. */
const HEADING = /^\d{4}$/;
const SUBHEADING = /^\d{2}$/;
const INCH_SIGN = /^\s?["″”]$/;

/** Words come again and again; texts hardly ever. */
const known = knownTexts<readonly string[]>(15_000, 300_000);
const foldedWords = knownTexts<string>(15_000, 300_000);

/** The tokens of a text in any of the languages, in their order. Pure; the same for what is stored and for what is looked for. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let before: Token | undefined;
  let last: Token | undefined;
  for (const { 0: written, index: start } of text.matchAll(TOKEN)) {
    const end = start + written.length;
    const number = last && start - last.end <= 1 && NUMBER.test(last.terms[0]!) ? last : undefined;
    if (written.charCodeAt(0) > 0x2e80 && HAN.test(written[0]!)) {
      const unit = number && unitBeginning(written);
      if (unit) tokens.push(joined(number, unit.term, start + unit.length));
      tokens.push(...hanTokens(written, start));
      before = last = undefined;
      continue;
    }
    if (INCH_SIGN.test(written)) {
      if (number) tokens.push(joined(number, 'in', end));
      continue;
    }
    const terms = termsOf(written);
    if (terms.length === 0) continue;
    const unit = number && unitOf(terms[0]!);
    if (unit) tokens.push(joined(number, unit, end));
    const token: Token = { kind: 'word', terms, start, end, folded: folded(written) };
    if (last && start - last.end <= 1 && isLabelled(before, last, terms[0]!)) tokens.push(joined(last, terms[0]!, end));
    tokens.push(token);
    [before, last] = [last, token];
  }
  return tokens;
}

/** What a word or a code is found by: the whole first. */
function termsOf(written: string): readonly string[] {
  let terms = known.get(written);
  if (!terms) known.set(written, (terms = read(written)));
  return terms;
}

function read(written: string): readonly string[] {
  const [base = ''] = written.split(APOSTROPHE);
  const word = base.length > 1 ? base : written.replace(APOSTROPHE, '');
  if (DIGIT.test(word)) return codeTerms(word).filter(Boolean);
  const parts = word
    .split(/[-./_+,]/)
    .map((part) => stemmed(fold(part.normalize('NFKC')).replace(/[^\p{L}\p{N}]/gu, '')))
    .filter(Boolean);
  return parts.length > 1 ? [parts.join(''), ...parts.filter((part) => part.length > 1)] : parts;
}

/** A word that says nothing stays as it is, to be known as one. */
const stemmed = (word: string): string => (isStopWord(word) ? word : stem(word));

/** `DN 50` and `8544 49`, but not the second pair of `5 mm 8`. */
function isLabelled(before: Token | undefined, last: Token, term: string): boolean {
  if (!NUMBER.test(term)) return false;
  if (HEADING.test(last.terms[0]!) && SUBHEADING.test(term)) return true;
  const isUnit = before && NUMBER.test(before.terms[0]!) && unitOf(last.terms[0]!);
  return SHORT.test(last.folded!) && !isUnit;
}

const folded = (written: string): string => {
  let word = foldedWords.get(written);
  if (word === undefined) foldedWords.set(written, (word = fold(written.normalize('NFKC'))));
  return word;
};

const joined = (before: Token, term: string, end: number): Token => ({
  kind: 'joined',
  terms: [(NUMBER.test(before.terms[0]!) ? before.terms[0]! : (before.folded ?? before.terms[0]!)) + term],
  start: before.start,
  end,
});

function unitBeginning(han: string): { term: string; length: number } | undefined {
  for (const length of [2, 1]) {
    const term = unitOf(han.slice(0, length));
    if (term) return { term, length };
  }
  return undefined;
}
