import type { Locale } from '../../../kit/text/localized-text.ts';

/** Languages as documents name them (BCP 47). */
export const LANGUAGE_TAG: Readonly<Record<Locale, string>> = { TR: 'tr', ZH: 'zh-Hans', EN: 'en' };
