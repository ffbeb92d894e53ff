import { LRUCache } from 'lru-cache';
import { isStopWord } from '../language/stop-words.ts';
import { tokensOf, type Token } from '../language/token.ts';
import type { Concepts } from '../language/concepts.ts';
import { LOCALES, TEXT_KEY, type LocalizedText } from '../../../kit/text/localized-text.ts';
import { FIELDS, type FieldName, type RankedDocument } from './ranked-document.ts';

/** The terms of one text of a document, with how often each stands there. */
export interface TextTerms {
  field: FieldName;
  /** Texts of one field and language are alike long. */
  kind: string;
  counts: Map<string, number>;
  length: number;
  /** The words in their order, by which neighbours are known. */
  order: string[];
  /** How words are written whose term is not the word. */
  written: Map<string, string>;
}

/** Longer texts are read up to here: what a product is stands at its beginning. */
const MOST_CHARACTERS = 2_500;

/** Values, places and suppliers come again and again: short texts are read once for each set of concepts. */
const SHORT = 80;
const known = new WeakMap<Concepts, LRUCache<string, TextTerms>>();

/** What a document is found by, text by text. Pure. */
export function documentTerms({ texts }: Pick<RankedDocument, 'texts'>, concepts: Concepts): TextTerms[] {
  return FIELDS.flatMap((field) =>
    texts[field].flatMap((text) => localesOf(text).map((key) => termsOf(field, key, text[key]!, concepts))),
  );
}

const localesOf = (text: LocalizedText) => LOCALES.map((locale) => TEXT_KEY[locale]).filter((key) => text[key]);

function termsOf(field: FieldName, key: keyof LocalizedText, text: string, concepts: Concepts): TextTerms {
  if (text.length > SHORT || field === 'name') return textTerms(field, key, text, concepts);
  let cache = known.get(concepts);
  if (!cache) known.set(concepts, (cache = new LRUCache({ max: 20_000 })));
  const name = `${field} ${key} ${text}`;
  let terms = cache.get(name);
  if (!terms) cache.set(name, (terms = textTerms(field, key, text, concepts)));
  return terms;
}

function textTerms(field: FieldName, key: keyof LocalizedText, text: string, concepts: Concepts): TextTerms {
  const tokens = tokensOf(text.slice(0, MOST_CHARACTERS));
  const counts = new Map<string, number>();
  const order: string[] = [];
  const written = new Map<string, string>();
  let length = 0;
  const count = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const token of tokens) {
    if (token.kind === 'gram' ? isSuperfluous(token, field) : isStopWord(token.terms[0]!) && field === 'text') continue;
    for (const term of token.terms) count(term);
    if (token.kind !== 'word') continue;
    length++;
    order.push(token.terms[0]!);
    if (!written.has(token.terms[0]!)) written.set(token.terms[0]!, text.slice(token.start, token.end));
  }
  for (const { id } of concepts.in(tokens)) count(id);
  return { field, kind: `${field} ${key}`, counts, length, order, written };
}

/** A single character says something in a name only. */
const isSuperfluous = ({ terms: [term] }: Token, field: FieldName): boolean => field === 'text' && term!.length === 1;
