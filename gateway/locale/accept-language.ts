import { LRUCache } from 'lru-cache';
import type { Locale } from '../../kit/text/localized-text.ts';

const known = new LRUCache<string, Locale>({ max: 1_000 });
const LANGUAGE: Record<string, Locale> = { tr: 'TR', zh: 'ZH', en: 'EN' };

/** BCP 47 tags of the locales, for Content-Language. */
export const LANGUAGE_TAG: Record<Locale, string> = { TR: 'tr', ZH: 'zh-Hans', EN: 'en' };

/** The reader's language by Accept-Language (RFC 9110, 12.5.4); English when it names none of ours. */
export function localeOf(header: string | undefined): Locale {
  if (!header) return 'EN';
  let locale = known.get(header);
  if (!locale) known.set(header.slice(0, 500), (locale = preferred(header.slice(0, 500))));
  return locale;
}

function preferred(header: string): Locale {
  const ranges = header.split(',').flatMap((part) => {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = Number(parameters.find((parameter) => parameter.trim().startsWith('q='))?.split('=')[1] ?? 1);
    const locale = LANGUAGE[range.split('-')[0]!];
    return locale && weight > 0 ? [{ locale, weight }] : [];
  });
  return ranges.toSorted((a, b) => b.weight - a.weight)[0]?.locale ?? 'EN';
}
