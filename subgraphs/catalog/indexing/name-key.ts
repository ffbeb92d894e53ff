import { textFor, type Locale, type LocalizedText } from '../../../kit/text/localized-text.ts';

/** Characters of a name that take part in its order. */
const LENGTH: Record<Locale, number> = { TR: 48, ZH: 24, EN: 48 };
const WIDTH: Record<Locale, number> = { TR: 2, ZH: 3, EN: 2 };
const BASE = 36;
/** Characters that are read otherwise together, and stand in the alphabet as one: Chóngqìng, whose first is zhòng alone. */
const TOGETHER = ['重庆'];
const UNIT = new RegExp(`${TOGETHER.join('|')}|.`, 'gsu');

const collators: Record<Locale, Intl.Collator> = {
  TR: new Intl.Collator('tr', { sensitivity: 'base' }),
  ZH: new Intl.Collator('zh', { sensitivity: 'base' }),
  EN: new Intl.Collator('en', { sensitivity: 'base' }),
};
const tables = new Map<Locale, Map<string, string>>();

/**
 * A key of lower-case letters and digits whose plain order is the order of names in a reader's alphabet as ICU has it
 * (Turkish ç ğ ı i ö ş ü; Chinese by pinyin). The search engine sorts by bytes, so it sorts names right by this key.
 */
export function nameKey(name: LocalizedText, locale: Locale): string {
  const table = tableOf(locale);
  let key = '';
  let length = 0;
  for (const [character] of textFor(name, locale).normalize('NFC').matchAll(UNIT)) {
    if (length++ === LENGTH[locale]) break;
    key += table.get(character) ?? [...character].map((one) => table.get(one) ?? beyond(one, locale)).join('');
  }
  return key;
}

/** Characters outside the table (rare scripts; Han outside Chinese) follow it, in code point order. */
function beyond(character: string, locale: Locale): string {
  const decomposed = character.normalize('NFD');
  const base = decomposed[0]!;
  const known = decomposed === character ? undefined : tables.get(locale)?.get(base);
  return known ?? 'z'.repeat(WIDTH[locale]) + character.codePointAt(0)!.toString(BASE).padStart(4, '0');
}

function tableOf(locale: Locale): Map<string, string> {
  let table = tables.get(locale);
  if (table) return table;
  const { compare } = collators[locale];
  const sorted = universe(locale).toSorted(compare);
  table = new Map();
  let rank = 0;
  for (const [index, character] of sorted.entries()) {
    if (index > 0 && compare(sorted[index - 1]!, character) !== 0) rank++;
    table.set(character, rank.toString(BASE).padStart(WIDTH[locale], '0'));
  }
  tables.set(locale, table);
  return table;
}

function universe(locale: Locale): string[] {
  const ranges: [number, number][] = [
    [0x20, 0x7e],
    [0xa1, 0x17f],
    [0x386, 0x3ce],
    [0x400, 0x45f],
    ...(locale === 'ZH'
      ? ([
          [0x3001, 0x3011],
          [0x4e00, 0x9fa5],
          [0xff01, 0xff5e],
        ] as [number, number][])
      : []),
  ];
  const characters = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index)),
  );
  return locale === 'ZH' ? [...characters, ...TOGETHER] : characters;
}
