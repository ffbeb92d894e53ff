import type { Locale } from '../../../../kit/text/localized-text.ts';
import { TEXT_KEY } from '../../../../kit/text/localized-text.ts';

/** The same in the three languages of the directory. */
export type Words = Readonly<Record<'tr' | 'zh' | 'en', string>>;

export const wordsFor = (words: Words, locale: Locale): string => words[TEXT_KEY[locale]];
