import { textFor, type Locale, type LocalizedText } from '../../../kit/text/localized-text.ts';

/** Characters of a name that take part in its order. */
const LENGTH: Record<Locale, number> = { TR: 80, ZH: 40, EN: 80 };
/** Printable ASCII without capitals and the space, in byte order: what the engine's own folding leaves as it is. */
const SYMBOLS = Array.from({ length: 0x5e }, (_, index) => String.fromCharCode(0x21 + index)).filter(
  (symbol) => !/[A-Z~]/.test(symbol),
);
const LAST = '~';
/** Characters with a place of their own; a rarer one stands where the nearest of these before it does. */
const COMMON = /[\p{Script=Han}0-9a-zçğıöşü ()+,./×%&'"–-]/u;
/** Characters that are read otherwise together, and stand in the alphabet as one: Chóngqìng, whose first is zhòng alone. */
const TOGETHER = ['重庆'];
const HAN = /\p{Script=Han}/u;
const UNIT = new RegExp(`${TOGETHER.join('|')}|.`, 'gsu');

const collators: Record<Locale, Intl.Collator> = {
  TR: new Intl.Collator('tr', { sensitivity: 'base' }),
  ZH: new Intl.Collator('zh', { sensitivity: 'base' }),
  EN: new Intl.Collator('en', { sensitivity: 'base' }),
};
const tables = new Map<Locale, Map<string, string>>();

/**
 * A key whose plain byte order is the order of names in a reader's alphabet as ICU has it
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
  return known ?? LAST + digits(character.codePointAt(0)!, 3);
}

/** One symbol for a common character; three for a Han one, of which there are twenty thousand. */
function tableOf(locale: Locale): Map<string, string> {
  let table = tables.get(locale);
  if (table) return table;
  table = new Map();
  let symbol = -1;
  let han = 0;
  let code = SYMBOLS[0]!;
  for (const rank of ranksOf(locale)) {
    if (rank.some((character) => HAN.test(character))) {
      if (han % SYMBOLS.length ** 2 === 0) symbol++;
      code = SYMBOLS[symbol]! + digits(han++ % SYMBOLS.length ** 2, 2);
    } else if (rank.some((character) => COMMON.test(character))) code = SYMBOLS[++symbol]!;
    for (const character of rank) table.set(character, code);
  }
  tables.set(locale, table);
  return table;
}

/** The characters of a locale in its alphabet's order, those together that it takes for one letter. */
function ranksOf(locale: Locale): string[][] {
  const { compare } = collators[locale];
  const ranks: string[][] = [];
  for (const character of universe(locale).toSorted(compare)) {
    const last = ranks.at(-1);
    if (last && compare(last[0]!, character) === 0) last.push(character);
    else ranks.push([character]);
  }
  return ranks;
}

function digits(number: number, width: number): string {
  let text = '';
  for (let rest = number; text.length < width; rest = Math.floor(rest / SYMBOLS.length))
    text = SYMBOLS[rest % SYMBOLS.length]! + text;
  return text;
}

function universe(locale: Locale): string[] {
  const ranges: [number, number][] = [
    [0x20, 0x7e],
    [0xa1, 0x17f],
    [0x2010, 0x2026],
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
