/**
 * Terms that are no words of a text but say something of it. A sign that no word has keeps them apart: a concept of the trade, the beginning of a Turkish or
 * English word, a single Chinese character of a long text, and what a name's last noun is.
 */
export const conceptTerm = (id: string): string => `~k${id.replaceAll(/[^a-z0-9]/g, '')}`;
export const headTerm = (term: string): string => `~h${term}`;
export const characterTerm = (character: string): string => `~s${character}`;

const BEGINNING = { tr: 5, en: 6 } as const;
const LETTERS = /^[a-z]+$/;

/** By which other forms of a long word are found where stems differ; undefined: the word is short. */
export const beginningTerm = (word: string, language: 'tr' | 'en'): string | undefined =>
  word.length > BEGINNING[language] && LETTERS.test(word)
    ? `~${language}${word.slice(0, BEGINNING[language])}`
    : undefined;

export const isMarked = (term: string): boolean => term.startsWith('~');
/** Whether a query may ask for it; the others only speak for a document. */
export const isAskedFor = (term: string): boolean => !isMarked(term) || term.startsWith('~k');
