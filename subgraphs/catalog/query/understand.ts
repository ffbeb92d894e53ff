import { fold } from '../../../kit/text/fold.ts';
import type { Concepts } from '../language/concepts.ts';
import { isStopWord } from '../language/stop-words.ts';
import { tokensOf, type Token } from '../language/token.ts';
import { MOST_UNITS } from '../ranking/rank.ts';
import type { UnitTerm } from '../ranking/rank-query.ts';
import type { Vocabulary } from '../ranking/vocabulary.ts';
import { phrasesOf } from './phrases.ts';
import type { Spelling } from './spelling.ts';
import type { Understood, Unit } from './understood.ts';

/** What reading a query takes: the words of all documents, and the concepts of the trade. */
export interface Reading {
  vocabulary: Vocabulary;
  concepts: Concepts;
  spelling: Spelling;
}

const HAN = /\p{Script=Han}/u;
/** What the very words say beside the concept that they stand for. */
const LITERAL = 0.3;
/** What a longer Chinese word, and a pair across words, says beside what it is made of. */
const AROUND = 0.5;

/**
 * Reads a query: which concepts, sizes, codes and words it asks for, which of them no document has, and what was probably meant by those. Words that
 * say nothing are left out unless there are no others. Pure.
 */
export function understand(query: string, reading: Reading): Understood {
  const tokens = tokensOf(query);
  const concepts = conceptUnits(tokens, reading);
  const units = distinct([...concepts, ...wordUnits(tokens, query, concepts, reading)]);
  const telling = units.filter(({ terms: [first] }) => !isStopWord(first!.term));
  const kept = rarest(telling.length > 0 ? telling : units, reading.vocabulary);
  const required = new Set(kept.map(({ terms }) => terms[0]!.term));
  return {
    text: query,
    units: kept,
    bonuses: bonusesOf(tokens, reading.vocabulary).filter(({ term }) => !required.has(term)),
    pairs: pairsOf(tokens, kept),
    phrases: phrasesOf(query),
    didYouMean: meant(query, kept, reading.vocabulary),
  };
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

function latinUnits(token: Token, query: string, { vocabulary, spelling }: Reading): Unit[] {
  const [whole, ...parts] = token.terms;
  if (vocabulary.count(whole!) > 0) return [unit(token, whole!)];
  if (parts.length > 0) return parts.map((part) => unit(token, part));
  const written = fold(query.slice(token.start, token.end));
  const meant =
    spelling.correct([whole!, written]) ??
    (written.length > 2 ? (spelling.beginningWith(written, 1)[0] ?? null) : null);
  return [{ ...unit(token, meant ?? whole!), corrected: meant }];
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

function rarest(units: readonly Unit[], vocabulary: Vocabulary): Unit[] {
  if (units.length <= MOST_UNITS) return [...units];
  const count = ({ terms: [first] }: Unit) => vocabulary.count(first!.term);
  const kept = new Set(units.toSorted((a, b) => count(a) - count(b)).slice(0, MOST_UNITS));
  return units.filter((one) => kept.has(one));
}

/** The very words, where a concept is asked for; pairs of Chinese characters and longer words. */
function bonusesOf(tokens: readonly Token[], vocabulary: Vocabulary): UnitTerm[] {
  const weights = new Map<string, number>();
  for (const {
    kind,
    terms: [term],
  } of tokens) {
    if (term!.length < 2 || isStopWord(term!) || vocabulary.count(term!) === 0) continue;
    weights.set(term!, HAN.test(term!) ? AROUND : kind === 'word' ? LITERAL : 0);
  }
  return [...weights].filter(([, weight]) => weight > 0).map(([term, weight]) => ({ term, weight }));
}

/** Latin words that stand beside each other, as they are found. */
function pairsOf(tokens: readonly Token[], units: readonly Unit[]): [string, string][] {
  const words = tokens
    .filter(({ kind, terms: [term] }) => kind === 'word' && !HAN.test(term!) && !isStopWord(term!))
    .map(({ start, terms: [term] }) => units.find((one) => one.start === start && one.corrected)?.corrected ?? term!);
  return words.slice(1).map((word, index) => [words[index]!, word]);
}

function meant(query: string, units: readonly Unit[], vocabulary: Vocabulary): string | null {
  if (units.every(({ corrected }) => corrected === null)) return null;
  let text = query;
  for (const { start, end, corrected } of units.toReversed()) {
    if (corrected === null) continue;
    text = text.slice(0, start) + vocabulary.written(vocabulary.number(corrected)!) + text.slice(end);
  }
  return text;
}
