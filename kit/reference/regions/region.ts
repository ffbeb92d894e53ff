import { TEXT_KEY, type Locale } from '../../text/localized-text.ts';
import records from './regions.json' with { type: 'json' };

/** A province of Türkiye or China, with what it is divided into. */
export interface Region {
  /** `TR-34` (ISO 3166-2, plate code) or `CN-33` (GB/T 2260, first two digits). */
  code: string;
  name: { tr: string; zh: string; en: string };
  /** Districts of a Turkish province, prefectures of a Chinese one, districts of a Chinese municipality; in their own language. */
  places: string[];
}

export const regions: readonly Region[] = records;

const byCode = new Map(regions.map((region) => [region.code, region]));

/** The region with this code; undefined when there is none. */
export const region = (code: string): Region | undefined => byCode.get(code);

/** The region's name in the reader's language; undefined for an unknown code. */
export const regionName = (code: string, locale: Locale): string | undefined =>
  byCode.get(code)?.name[TEXT_KEY[locale]];
