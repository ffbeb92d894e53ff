import type { LocalizedText } from '../market.ts';

export const LANGUAGES = ['tr', 'zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in all three languages, as the tables write it: `tr|zh|en`, or one code that is the same in all. */
export interface Phrase {
  tr: string;
  zh: string;
  en: string;
  /** Whether it is a code such as `DN50`, that no language changes. */
  code: boolean;
  /** The material's grade, from a fourth part: `paslanmaz çelik|不锈钢|stainless steel|AISI 316`. */
  grade: string | null;
}

export function phrase(written: string): Phrase {
  const [tr, zh, en, grade] = written.split('|');
  return { tr: tr!, zh: zh ?? tr!, en: en ?? tr!, code: zh === undefined, grade: grade ?? null };
}

/** The text with the first letter large, as its language writes it: Turkish i becomes İ. */
export function sentenceCase(text: string, language: Language): string {
  if (language === 'zh' || text === '') return text;
  return text[0]!.toLocaleUpperCase(language) + text.slice(1);
}

/** The phrase in some of the languages only. */
export function inLanguages(from: Pick<Phrase, Language>, languages: readonly Language[]): LocalizedText {
  const text: LocalizedText = {};
  for (const language of languages) text[language] = from[language];
  return text;
}
