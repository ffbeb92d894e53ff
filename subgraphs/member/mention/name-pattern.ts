import { fold } from '../../../kit/text/fold.ts';

/** What stands before a last name, folded. */
const BEFORE = [
  'mr',
  'mrs',
  'ms',
  'miss',
  'mister',
  'madam',
  'sir',
  'dr',
  'prof',
  'herr',
  'frau',
  'sayin',
  'sn',
  'bay',
  'bayan',
];
/** What stands after a first name in Turkish. */
const AFTER_FIRST = ['bey', 'beye', 'beyi', 'beyin', 'hanim', 'hanima', 'hanimi', 'hanimin', 'efendi'];
/** What stands after a last name in Chinese. */
const AFTER_HAN = ['先生', '女士', '小姐', '太太', '总', '经理', '老师'];

const HAN = /^\p{Script=Han}+$/u;
/** Between the words of a name: spaces and what is written there, and no more. */
const BETWEEN = String.raw`[\s.,\-’']{1,3}`;
const WORD_BEGINS = String.raw`(?<![\p{L}\p{N}])`;
const WORD_ENDS = String.raw`(?![\p{L}\p{N}])`;
/** Shorter words alone are initials and particles. */
const LEAST_LETTERS = 2;
/** Of one person; they have few, and each makes the search longer. */
const MOST_NAMES = 20;

/**
 * What finds a person by their names in a folded text; null: by none of them anybody could be found. First and last name together, in either order;
 * a last name, or in Turkish a first name, with a salutation; a Chinese name as it is. Never a first or last name alone, which is many people's.
 */
export function namePattern(names: readonly string[]): RegExp | null {
  const found = new Set(names.slice(0, MOST_NAMES).flatMap(formsOf));
  if (found.size === 0) return null;
  const longestFirst = [...found].toSorted((a, b) => b.length - a.length);
  return new RegExp(longestFirst.join('|'), 'gu');
}

function formsOf(name: string): string[] {
  const words = fold(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  const joined = words.join('');
  if (HAN.test(joined)) return hanForms(joined);
  const long = words.filter((word) => word.length >= LEAST_LETTERS);
  const [first, last] = [long[0], long.at(-1)];
  if (first === undefined || last === undefined) return [];
  const titled = [asWords(`(?:${BEFORE.join('|')})`, last), asWords(first, `(?:${AFTER_FIRST.join('|')})`)];
  if (long.length === 1) return titled;
  return [
    asWords(...words),
    asWords(first, last),
    asWords(last, first),
    asWords(last, ...words.slice(0, -1)),
    ...titled,
  ];
}

/** The name itself; and its first sign, or the first two of four, with a salutation. */
function hanForms(name: string): string[] {
  const signs = [...name];
  if (signs.length < LEAST_LETTERS) return [];
  const family = signs.slice(0, signs.length >= 4 ? 2 : 1).join('');
  return [name, `${family}(?:${AFTER_HAN.join('|')})`];
}

const asWords = (...words: string[]): string => WORD_BEGINS + words.join(BETWEEN) + WORD_ENDS;
