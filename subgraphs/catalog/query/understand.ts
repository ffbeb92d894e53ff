import { fold } from '../../../kit/text/fold.ts';
import type { Concepts } from '../language/concepts.ts';
import { headEnd } from '../language/head.ts';
import { beginningTerm, characterTerm, headTerm } from '../language/marked-term.ts';
import { stem } from '../language/stem.ts';
import { isStopWord } from '../language/stop-words.ts';
import { tokensOf, type Token } from '../language/token.ts';
import { MOST_UNITS } from '../ranking/rank.ts';
import type { UnitTerm } from '../ranking/rank-query.ts';
import type { Vocabulary } from '../ranking/vocabulary.ts';
import { isQuoted, phrasesOf, quotedPairs } from './phrases.ts';
import type { Spelling } from './spelling.ts';
import type { Understood, Unit } from './understood.ts';

/** What reading a query asks of the words of all documents. */
export type KnownWords = Pick<Vocabulary, 'count' | 'number' | 'written'>;

/** What reading a query takes: the words of all documents, and the concepts of the trade. */
export interface Reading {
  vocabulary: KnownWords;
  concepts: Concepts;
  /** Null: words are taken as they stand. */
  spelling: Spelling | null;
  /** Which of the likely corrections is taken, 0 when absent: the likeliest. */
  guess?: number;
}

const HAN = /\p{Script=Han}/u;
/** What the very words say beside the concept that they stand for. */
const LITERAL = 0.3;
/** What a longer Chinese word, and a pair across words, says beside what it is made of. */
const AROUND = 0.5;
const CHARACTER = 0.2;
/** What another form of a word says beside the word, and what being the noun of a name says beside standing in it. */
const BEGINNING = 0.5;
const HEAD = 0.6;
/** A text with more words that no document has holds more than slips; and looking for what is meant by each would take long. */
export const MOST_UNKNOWN = 8;
/** What people write before a code of the Harmonized System. */
const HS_LABEL =
  /(?:\b(?:hs|gtip|gtİp|taric)\b[\s.-]*(?:code|codes|kodu|kod|no|nr|编码)?|海关编码|税号)[\s.:：]*(?=\d{4})/giu;

/**
 * Reads a query: which concepts, sizes, codes and words it asks for, which of them no document has, and what was probably meant by those. Words that
 * say nothing are left out unless there are no others. Pure.
 */
export function understand(query: string, known: Reading): Understood {
  const tokens = tokensOf(query.replace(HS_LABEL, (label) => ' '.repeat(label.length)));
  const reading = unknownIn(tokens, known.vocabulary) > MOST_UNKNOWN ? { ...known, spelling: null } : known;
  const concepts = conceptUnits(tokens, reading);
  const quoted = quotedPairs(query, tokens).map((token) => unit(token, token.terms[0]!));
  const units = distinct([...concepts, ...wordUnits(tokens, query, concepts, reading), ...quoted]);
  const telling = units.filter(({ terms: [first] }) => !isStopWord(first!.term));
  const kept = rarest(telling.length > 0 ? telling : units, reading.vocabulary);
  const end = headEnd(tokens, query);
  const required = new Set(kept.map(({ terms }) => terms[0]!.term));
  return {
    text: query,
    units: kept,
    head: kept.findIndex((one) => one.end === end),
    bonuses: [...bonusesOf(tokens), ...headBonuses(kept, end)].filter(
      ({ term }) => !required.has(term) && reading.vocabulary.count(term) > 0,
    ),
    pairs: pairsOf(tokens, kept),
    phrases: phrasesOf(query, tokens),
    isQuoted: isQuoted(query, tokens),
    didYouMean: asMeant(query, kept, reading.vocabulary),
  };
}

/** How many different words of a text, and parts of them, no document has. */
function unknownIn(tokens: readonly Token[], vocabulary: KnownWords): number {
  const words = tokens.filter(({ kind }) => kind === 'word').flatMap(({ terms }) => terms);
  return new Set(words.filter((term) => !/\d/.test(term) && vocabulary.count(term) === 0)).size;
}

/** The concepts in a query that any document has, the longest first, none within another. */
function conceptUnits(tokens: readonly Token[], { concepts, vocabulary }: Reading): Unit[] {
  const taken: Unit[] = [];
  const found = concepts
    .in(tokens)
    .filter(({ id }) => vocabulary.count(id) > 0)
    .map(({ id, from, to }) => ({ id, start: tokens[from]!.start, end: tokens[to - 1]!.end }))
    .toSorted((a, b) => b.end - b.start - (a.end - a.start) || vocabulary.count(b.id) - vocabulary.count(a.id));
  for (const { id, start, end } of found) {
    if (taken.some((unit) => unit.start < end && start < unit.end)) continue;
    taken.push({ start, end, terms: [{ term: id, weight: 1 }], corrected: null });
  }
  return taken;
}

function wordUnits(tokens: readonly Token[], query: string, concepts: readonly Unit[], reading: Reading): Unit[] {
  const { vocabulary } = reading;
  const covered: { start: number; end: number }[] = [...concepts];
  const free = ({ start, end }: { start: number; end: number }) =>
    !covered.some((range) => range.start < end && start < range.end);
  const units: Unit[] = [];
  for (const token of tokens) {
    if (token.kind !== 'joined' || !free(token) || vocabulary.count(token.terms[0]!) === 0) continue;
    units.push(unit(token, token.terms[0]!));
    covered.push(token);
  }
  for (const token of tokens) {
    if (token.kind !== 'word' || !free(token)) continue;
    units.push(...(HAN.test(token.terms[0]!) ? hanUnits(token) : latinUnits(token, query, reading)));
    if (HAN.test(token.terms[0]!)) covered.push(token);
  }
  for (const token of tokens)
    if (token.kind === 'gram' && token.terms[0]!.length === 1 && free(token)) units.push(unit(token, token.terms[0]!));
  return units;
}

/** A longer word by its neighbouring pairs: so it is found however the dictionary parts a text. */
function hanUnits({ terms: [word], start }: Token): Unit[] {
  const characters = [...word!];
  return characters.slice(1).map((character, index) => ({
    start: start + index,
    end: start + index + 2,
    terms: [{ term: characters[index]! + character, weight: 1 }],
    corrected: null,
  }));
}

function latinUnits(token: Token, query: string, reading: Reading): Unit[] {
  const { vocabulary } = reading;
  const [whole, ...parts] = token.terms;
  if (vocabulary.count(whole!) > 0) return [{ ...unit(token, whole!), terms: withBeginnings(token, whole!, reading) }];
  if (isStopWord(whole!)) return [unit(token, whole!)];
  const meant = meantBy(token, query, [whole!, fold(query.slice(token.start, token.end))], reading);
  if (parts.length > 0)
    return meant && !/\d/.test(whole!) ? [putRight(token, meant)] : partUnits(token, query, reading);
  const known = partsOf(whole!, vocabulary);
  if (known.length > 0) return known.map((part) => unit(token, part));
  return [meant === null ? unit(token, whole!) : putRight(token, meant)];
}

/** What a compound is made of, each part by itself. */
const partUnits = (token: Token, query: string, reading: Reading): Unit[] =>
  token.terms.slice(1).map((part) => {
    const meant = reading.vocabulary.count(part) > 0 ? null : meantBy(token, query, [part], reading);
    return unit(token, meant ?? part);
  });

/** The term that was probably meant by a word that nothing has; null: none is near, or words are taken as they stand. */
function meantBy(
  { end }: Token,
  query: string,
  written: readonly string[],
  { spelling, guess = 0 }: Reading,
): string | null {
  if (!spelling) return null;
  const likely = spelling.corrections(written, guess + 1);
  const isLast = end === query.trimEnd().length;
  return likely[guess] ?? likely[0] ?? (isLast ? spelling.finish(written.at(-1)!) : null);
}

const putRight = (token: Token, term: string): Unit => ({ ...unit(token, term), corrected: term });

/** Other forms of a word, which its stem does not have, count for less. */
function withBeginnings({ folded }: Token, term: string, { vocabulary }: Reading): UnitTerm[] {
  const others = [beginningTerm(folded ?? '', 'tr'), beginningTerm(folded ?? '', 'en')].filter(
    (other): other is string => other !== undefined && vocabulary.count(other) > 0,
  );
  return [{ term, weight: 1 }, ...others.map((other) => ({ term: other, weight: BEGINNING }))];
}

/** A code that no document has, in two that any has: `6205zz`, `aisi304`, `205o55r16`. */
function partsOf(code: string, vocabulary: KnownWords): string[] {
  if (!/\d/.test(code)) return [];
  for (const { index } of code.matchAll(/(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)/g)) {
    const parts = [code.slice(0, index), code.slice(index)].map(stem);
    if (parts.every((part) => part.length > 1 && vocabulary.count(part) > 0)) return parts;
  }
  return [];
}

const unit = ({ start, end }: Token, term: string): Unit => ({
  start,
  end,
  terms: [{ term, weight: 1 }],
  corrected: null,
});

/** In the order of the query, each term once. */
function distinct(units: readonly Unit[]): Unit[] {
  const seen = new Set<string>();
  return units
    .toSorted((a, b) => a.start - b.start)
    .filter(({ terms: [first] }) => !seen.has(first!.term) && seen.add(first!.term));
}

function rarest(units: readonly Unit[], vocabulary: KnownWords): Unit[] {
  if (units.length <= MOST_UNITS) return [...units];
  const count = ({ terms: [first] }: Unit) => vocabulary.count(first!.term);
  const kept = new Set(units.toSorted((a, b) => count(a) - count(b)).slice(0, MOST_UNITS));
  return units.filter((one) => kept.has(one));
}

/** The very words, where a concept is asked for; pairs of Chinese characters, longer words, and characters of long texts. */
function bonusesOf(tokens: readonly Token[]): UnitTerm[] {
  const weights = new Map<string, number>();
  for (const { kind, terms } of tokens) {
    const term = terms[0]!;
    if (isStopWord(term)) continue;
    if (HAN.test(term)) weights.set(term.length > 1 ? term : characterTerm(term), term.length > 1 ? AROUND : CHARACTER);
    else if (kind === 'word') weights.set(term, LITERAL);
  }
  return [...weights].map(([term, weight]) => ({ term, weight }));
}

/** What the query is about speaks for goods that are that, and not only of it. */
const headBonuses = (units: readonly Unit[], end: number): UnitTerm[] =>
  units.filter((one) => one.end === end).map(({ terms: [first] }) => ({ term: headTerm(first!.term), weight: HEAD }));

/** Latin words that stand beside each other, as they are found. */
function pairsOf(tokens: readonly Token[], units: readonly Unit[]): [string, string][] {
  const words = tokens
    .filter(({ kind, terms: [term] }) => kind === 'word' && !HAN.test(term!) && !isStopWord(term!))
    .map(({ start, terms: [term] }) => units.find((one) => one.start === start && one.corrected)?.corrected ?? term!);
  return words.slice(1).map((word, index) => [words[index]!, word]);
}

function asMeant(query: string, units: readonly Unit[], vocabulary: KnownWords): string | null {
  if (units.every(({ corrected }) => corrected === null)) return null;
  let text = query;
  for (const { start, end, corrected } of units.toReversed()) {
    if (corrected === null) continue;
    text = text.slice(0, start) + vocabulary.written(vocabulary.number(corrected)!) + text.slice(end);
  }
  return text;
}
