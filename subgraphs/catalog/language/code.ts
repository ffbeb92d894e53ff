import { fold } from '../../../kit/text/fold.ts';

/** How units are written in the three languages, folded, and the one spelling under which they are found. */
const UNITS: Readonly<Record<string, string>> = {
  inch: 'in', inches: 'in', inc: 'in', '"': 'in', '″': 'in', '”': 'in', 英寸: 'in', 寸: 'in',
  毫米: 'mm', milimetre: 'mm', millimetre: 'mm', millimeter: 'mm', 厘米: 'cm', santimetre: 'cm', 米: 'm', metre: 'm', meter: 'm',
  公斤: 'kg', 千克: 'kg', kilogram: 'kg', kilo: 'kg', 克: 'g', gram: 'g', gr: 'g', 吨: 't', ton: 't', tons: 't', tonne: 't',
  升: 'l', litre: 'l', liter: 'l', lt: 'l', 毫升: 'ml', 伏: 'v', volt: 'v', volts: 'v', 瓦: 'w', watt: 'w', watts: 'w', 千瓦: 'kw',
}; // prettier-ignore

/** The one spelling of a unit that is written as `word`; undefined: it is none. */
export const unitOf = (word: string): string | undefined =>
  Object.hasOwn(UNITS, word) ? UNITS[word] : SYMBOLS.has(word) ? word : undefined;
const SYMBOLS: ReadonlySet<string> = new Set(
  'in mm cm m km ft kg g mg t lb l ml v kv mv w kw mw a ma hz khz bar psi pa kpa mpa n kn nm rpm k c f m2 m3 mm2 cm2 micron mikron'.split(
    ' ',
  ),
);

const CONNECTED = /[-./,_+]|(?<=\d)\s*[x×*]\s*(?=\d)/u;
/** Before a diameter. */
const DIAMETER = /^[øφ⌀](?=\d)/u;
/** Of `3/4-inch`: what stands between a number and its unit. */
const BEFORE_UNIT = /(?<=^[\d.,/]+)-(?=[a-z]{2,}$)/;
/** A fraction or a decimal, with or without a unit behind it. */
const NUMBER = /^(\d+(?:[.,]\d{1,2})?)(?:\/(\d+(?:[.,]\d{1,2})?))?((?!x\d)[a-z]\w*)?$/;
/** `0,125` is a decimal. */
const THOUSANDS = /^[1-9]\d{0,2}(?:,\d{3})+$/;
/** `1 1/2`, `1-1/2`. */
const MIXED = /^(\d)[- ](\d{1,2})\/(\d{1,2})([a-z]+)?$/;
/** Between a whole number and the single sign of a fraction: `1½`. */
const BEFORE_FRACTION = /(?<=\d)(?=[¼-¾⅐-⅞])/gu;
const MATERIAL_OR_HS = /^(?:1\.\d{4}|\d{4}(?:\.\d{2}){1,4})$/;

/** A text in which the signs of fractions stand apart from whole numbers: in `1½` they would become eleven halves. */
export const apart = (text: string): string => text.replace(BEFORE_FRACTION, ' ');

/**
 * What a written code, size or number is found by: itself in one spelling first, then its parts. `6204-2RS` → `62042rs`, `6204`, `2rs`; `3/4` → `3o4`; `2,5` → `2p5`;
 * `M8 × 40` → `m8x40`, `m8`, `40`; `8481.80` → `848180`, `8481`; `8481.80.10` → `84818010`, `848180`. Only letters and digits, because the search engine parts words at anything else.
 */
export function codeTerms(written: string): string[] {
  const text = plainNumber(fold(apart(written).normalize('NFKC')));
  if (MATERIAL_OR_HS.test(text)) {
    const digits = text.replaceAll('.', '');
    return text[4] === '.' ? [digits, digits.slice(0, digits.length > 6 ? 6 : 4)] : [digits];
  }
  const mixed = MIXED.exec(text);
  if (mixed) return [`${mixed[1]}o${numberTerms(mixed[2]!, mixed[3], mixed[4])[0]}`];
  if (THOUSANDS.test(text)) return [text.replaceAll(',', '')];
  const number = NUMBER.exec(text);
  if (number) return numberTerms(number[1]!, number[2], number[3]);
  const parts = text.split(CONNECTED).filter((part) => part.length > 1);
  const times = text.replace(/(\d)\s*[×*x]\s*(?=\d)/gu, '$1x');
  const whole = plain(times.replace(/(\d)[.,](?=\d)/g, '$1p'));
  return [...new Set([whole, ...parts.map(plain)])];
}

function numberTerms(first: string, second: string | undefined, unit: string | undefined): string[] {
  const number = [first, second]
    .filter(Boolean)
    .map((part) => part!.replace(/[.,]/, 'p'))
    .join('o');
  if (unit === undefined) return [number];
  const whole = number + (unitOf(unit) ?? plain(unit));
  return second === undefined ? [whole] : [whole, number];
}

/** One sign for each fraction (`¾` is three signs by now), none for a diameter, nothing between a number and its unit. */
function plainNumber(text: string): string {
  const number = text.replaceAll('⁄', '/').replace(DIAMETER, '');
  const [, unit] = number.split(BEFORE_UNIT);
  return unit !== undefined && unitOf(unit) ? number.replace(BEFORE_UNIT, '') : number;
}

const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
