import { fold } from '../../../kit/text/fold.ts';
import { tokensOf, type Token } from '../language/token.ts';
import type { RankQuery, UnitTerm } from '../ranking/rank-query.ts';
import type { Reading } from './understand.ts';

const MOST = 24;
/** What stands before the last words narrows no further. */
const MOST_WORDS = 8;
const SOUND = 0.8;
const LETTERS = /^[a-z ]{2,40}$/;
const DIGIT = /\d/;
const HAN = /\p{Script=Han}/u;

/** Reads what was typed so far: whole words, and a last one that may go on. Where it is all letters it may be pinyin, too. */
export function completed(typed: string, reading: Reading): RankQuery {
  const words = tokensOf(typed)
    .filter(({ kind, terms: [term] }) => (HAN.test(term!) ? kind === 'gram' && term!.length === 1 : kind === 'word'))
    .slice(-MOST_WORDS);
  const units = words.map((token, index) => ({
    terms: index === words.length - 1 ? endings(token, typed, reading) : wholes(token, typed, reading),
  }));
  const letters = fold(typed);
  const sound = LETTERS.test(letters) ? letters.replaceAll(' ', '') : null;
  const sounds = sound === null ? [] : reading.spelling!.soundingLike(sound, MOST);
  const last = units.at(-1);
  const isNothing = sounds.length === 0 && !last?.terms.length;
  const meant = isNothing && sound !== null ? reading.spelling!.meantToSound(sound, MOST) : [];
  const heard: UnitTerm[] = [...sounds, ...meant].map((term) => ({ term, weight: SOUND }));
  if (units.length > 1 && heard.length > 0 && !units.every(({ terms }) => terms.length > 0))
    return queryOf([{ terms: heard }]);
  return queryOf(last ? [...units.slice(0, -1), { terms: [...last.terms, ...(units.length === 1 ? heard : [])] }] : []);
}

const queryOf = (units: { terms: UnitTerm[] }[]): RankQuery => ({
  units: units.filter(({ terms }) => terms.length > 0),
  bonuses: [],
  pairs: [],
});

function wholes({ terms, start, end }: Token, typed: string, { vocabulary, spelling }: Reading): UnitTerm[] {
  if (vocabulary.count(terms[0]!) > 0) return [{ term: terms[0]!, weight: 1 }];
  const [meant] = spelling!.corrections([terms[0]!, fold(typed.slice(start, end))], 1);
  return meant ? [{ term: meant, weight: 1 }] : [];
}

function endings(token: Token, typed: string, reading: Reading): UnitTerm[] {
  const [whole] = token.terms;
  const written = DIGIT.test(whole!) ? whole! : fold(typed.slice(token.start, token.end));
  const found = new Set([
    ...wholes(token, typed, reading).map(({ term }) => term),
    ...(HAN.test(written) ? [] : reading.spelling!.beginningWith(written, MOST)),
  ]);
  return [...found].slice(0, MOST).map((term) => ({ term, weight: 1 }));
}
