import { group, optional, text, type Group, type Leaf } from '../record/field.ts';
import type { Declared } from '../record/personal.ts';

/** The languages that the directory is written in. */
export const LOCALES = ['TR', 'ZH', 'EN'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text in one or more languages. At least one is there. */
export interface LocalizedText {
  tr?: string;
  zh?: string;
  en?: string;
}

/** Which stored key holds a locale's text. */
export const TEXT_KEY = { TR: 'tr', ZH: 'zh', EN: 'en' } as const satisfies Record<Locale, keyof LocalizedText>;

/** The order in which other languages stand in for a missing one: English first, as the language of trade. */
const FALLBACK = {
  TR: ['tr', 'en', 'zh'],
  ZH: ['zh', 'en', 'tr'],
  EN: ['en', 'tr', 'zh'],
} as const;

/** The text in the reader's language, or in the next best one; the empty string when there is none at all. */
export function textFor(texts: LocalizedText, locale: Locale): string {
  const [first, second, third] = FALLBACK[locale];
  return texts[first] ?? texts[second] ?? texts[third] ?? '';
}

/** A declared localized text; each language is at most `maxLength` UTF-16 units long. */
export function localizedText(maxLength: number, declared?: Declared): Group<LocalizedText> {
  const one = (): Leaf<string> => text(maxLength, declared);
  return group({ tr: optional(one()), zh: optional(one()), en: optional(one()) });
}
