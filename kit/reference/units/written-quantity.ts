import { dividedBy, ratioOf, type Ratio } from '../../exact/ratio.ts';
import { fold } from '../../text/fold.ts';
import type { Locale } from '../../text/localized-text.ts';
import { namedUnits, unit, type Unit } from './unit.ts';

/** An amount as somebody wrote it in a text, such as `12 mm` or `3/4"`. */
export interface WrittenQuantity {
  amount: Ratio;
  unit: Unit;
}

/** How units are written in trade beside their symbols and names. */
const ALIASES: Readonly<Record<string, string>> = {
  '"': 'INH',
  "''": 'INH',
  inches: 'INH',
  fit: 'FOT',
  feet: 'FOT',
  psi: 'PS',
  kgs: 'KGM',
  kilo: 'KGM',
  lbs: 'LBR',
  mt: 'MTR',
  meter: 'MTR',
  lt: 'LTR',
  liter: 'LTR',
  cc: 'CMQ',
  cbm: 'MTQ',
  sqm: 'MTK',
  pcs: 'C62',
  公斤: 'KGM',
  毫米: 'MMT',
  厘米: 'CMT',
  寸: 'INH',
};
const DECIMAL_SIGN: Record<Locale, string> = { TR: ',', ZH: '.', EN: '.' };
const VULGAR = /[\u00bc-\u00be\u2150-\u215e]/g;
const WRITTEN = /^(?:(?:(\d{1,6}) )?(\d{1,4})[/\u2044](\d{1,4})|(\d{1,12})(?:([.,])(\d{1,6}))?) ?-?(\D.{0,40})$/u;

const symbols = new Map<string, Unit>();
const words = new Map<string, Unit>();
for (const known of namedUnits()) {
  if (known.symbol) keep(symbols, known.symbol.normalize('NFKC'), known);
  for (const word of [known.symbol, ...Object.values(known.name)]) if (word) keep(words, folded(word), known);
}
for (const [word, code] of Object.entries(ALIASES)) keep(words, folded(word), unit(code)!);

/**
 * The quantity that a text consists of; null when it is anything else, when its unit is not of everyday trade, or when its number reads in two ways
 * (`1.125 mm` in Turkish may be a thousand).
 */
export function writtenQuantity(text: string, locale: Locale): WrittenQuantity | null {
  const plain = text
    .replace(VULGAR, ' $&')
    .replace(/[\u2033\u201c\u201d]/g, '"')
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim();
  const [, whole = '0', over, under, digits, sign, fraction = '', named] = WRITTEN.exec(plain) ?? [];
  if (named === undefined) return null;
  const known = unitWritten(named.trim());
  if (!known) return null;
  if (over !== undefined) {
    if (Number(under) === 0) return null;
    const part = dividedBy(ratioOf(over), ratioOf(under!));
    return { amount: { over: part.over + BigInt(whole) * part.under, under: part.under }, unit: known };
  }
  const mayBeThousands = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(digits!) && sign !== DECIMAL_SIGN[locale];
  return mayBeThousands ? null : { amount: ratioOf(fraction ? `${digits}.${fraction}` : digits!), unit: known };
}

/** The unit of everyday trade that a word or a symbol means; symbols as they are written first, for `mm` is not `MM`. */
function unitWritten(word: string): Unit | undefined {
  const plain = folded(word);
  return symbols.get(word) ?? words.get(plain) ?? words.get(plain.replace(/s$/, ''));
}

function folded(word: string): string {
  return fold(word.normalize('NFKC'));
}

function keep(map: Map<string, Unit>, word: string, known: Unit): void {
  if (!map.has(word)) map.set(word, known);
}
