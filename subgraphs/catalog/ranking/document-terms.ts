import { LRUCache } from 'lru-cache';
import { knownTexts } from '../language/known-texts.ts';
import { isStopWord } from '../language/stop-words.ts';
import type { Concepts, FoundConcept } from '../language/concepts.ts';
import { headEnd } from '../language/head.ts';
import { beginningTerm, characterTerm, headTerm } from '../language/marked-term.ts';
import { tokensOf, type Token } from '../language/token.ts';
import { LOCALES, TEXT_KEY, type LocalizedText } from '../../../kit/text/localized-text.ts';
import { FIELDS, type FieldName, type RankedDocument } from './ranked-document.ts';

/** The terms of one text of a document, with how often each stands there. Shared by whoever reads it: nobody changes it. */
export interface TextTerms {
  field: FieldName;
  /** Texts of one field and language are alike long. */
  kind: string;
  counts: Map<string, number>;
  length: number;
  /** The words in their order, by which neighbours are known; those that say nothing stand between no others. */
  order: string[];
  /** How words are written whose term is not the word. */
  written: Map<string, string>;
}

/** Longer texts are read up to here: what a product is stands at its beginning. */
const MOST_CHARACTERS = 2_500;

/** Values, places and suppliers come again and again: short texts are read once for each set of concepts. */
const SHORT = 80;
/** Other texts come twice, a moment apart: a changed document is ranked, and made into a search document. What was read is kept for the second. */
const AWAITED_CHARACTERS = 500_000;

interface Known {
  short: LRUCache<string, TextTerms>;
  awaited: LRUCache<string, TextTerms>;
}
const known = new WeakMap<Concepts, Known>();
const nothing = (): Known => ({ short: new LRUCache({ max: 3_000 }), awaited: knownTexts(3_000, AWAITED_CHARACTERS) });

/** What a document is found by, text by text. Pure. */
export function documentTerms({ texts }: Pick<RankedDocument, 'texts'>, concepts: Concepts): TextTerms[] {
  return FIELDS.flatMap((field) =>
    texts[field].flatMap((text) => localesOf(text).map((key) => termsOf(field, key, text[key]!, concepts))),
  );
}

const localesOf = (text: LocalizedText) => LOCALES.map((locale) => TEXT_KEY[locale]).filter((key) => text[key]);

function termsOf(field: FieldName, key: keyof LocalizedText, text: string, concepts: Concepts): TextTerms {
  let before = known.get(concepts);
  if (!before) known.set(concepts, (before = nothing()));
  const comesAgain = text.length <= SHORT && field !== 'name';
  const cache = comesAgain ? before.short : before.awaited;
  const name = `${field} ${key} ${text}`;
  const terms = cache.get(name);
  if (terms && !comesAgain) cache.delete(name);
  if (terms) return terms;
  const read = textTerms(field, key, text, concepts);
  cache.set(name, read);
  return read;
}

function textTerms(field: FieldName, key: keyof LocalizedText, text: string, concepts: Concepts): TextTerms {
  const read = text.slice(0, MOST_CHARACTERS);
  const tokens = tokensOf(read);
  const found = concepts.in(tokens);
  const counts = new Map<string, number>();
  const order: string[] = [];
  const written = new Map<string, string>();
  let length = 0;
  const count = (term: string | undefined) => term && counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const token of tokens) {
    const [first] = token.terms;
    if (field === 'text' && isStopWord(first!)) continue;
    if (token.kind === 'gram' && field === 'text' && first!.length === 1) count(characterTerm(first!));
    else token.terms.forEach(count);
    if (token.kind !== 'word') continue;
    length++;
    if (!isStopWord(first!)) order.push(first!);
    if (token.folded && key !== 'zh') count(beginningTerm(token.folded, key));
    if (!written.has(first!)) written.set(first!, read.slice(token.start, token.end));
  }
  for (const { id } of found) count(id);
  if (field === 'name') for (const term of headTerms(tokens, read, found)) count(term);
  return { field, kind: `${field} ${key}`, counts, length, order, written };
}

/** What the goods are: the words and concepts that end where the noun of the name ends. */
function headTerms(tokens: readonly Token[], text: string, found: readonly FoundConcept[]): string[] {
  const end = headEnd(tokens, text);
  const ending = [
    ...tokens.filter((token) => token.end === end && token.terms[0]!.length > 1).map(({ terms: [term] }) => term!),
    ...found.filter(({ to }) => tokens[to - 1]!.end === end).map(({ id }) => id),
  ];
  return [...new Set(ending)].map(headTerm);
}
