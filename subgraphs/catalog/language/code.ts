import { fold } from '../../../kit/text/fold.ts';

/** How units are written in the three languages, folded, and the one spelling under which they are found. */
const UNITS: Readonly<Record<string, string>> = {
  inch: 'in', inches: 'in', inc: 'in', '"': 'in', '″': 'in', '”': 'in', 英寸: 'in', 寸: 'in',
  毫米: 'mm', milimetre: 'mm', millimetre: 'mm', millimeter: 'mm', 厘米: 'cm', santimetre: 'cm', 米: 'm', metre: 'm', meter: 'm',
  公斤: 'kg', 千克: 'kg', kilogram: 'kg', kilo: 'kg', 克: 'g', gram: 'g', gr: 'g', 吨: 't', ton: 't', tons: 't', tonne: 't',
  升: 'l', litre: 'l', liter: 'l', lt: 'l', 毫升: 'ml', 伏: 'v', volt: 'v', volts: 'v', 瓦: 'w', watt: 'w', watts: 'w', 千瓦: 'kw',
}; // prettier-ignore

/** The one spelling of a unit that is written as `word`; undefined: it is none. */
export const unitOf = (word: string): string | undefined => UNITS[word] ?? (SYMBOLS.has(word) ? word : undefined);
const SYMBOLS: ReadonlySet<string> = new Set(
  'in mm cm m km ft kg g mg t lb l ml v kv mv w kw mw a ma hz khz bar psi pa kpa mpa n kn nm rpm k c f m2 m3 mm2 cm2 micron mikron'.split(
    ' ',
  ),
);

const CONNECTED = /[-./,_+]|(?<=\d)\s*[x×*]\s*(?=\d)/u;
/** A fraction or a decimal, with or without a unit behind it. */
const NUMBER = /^(\d+(?:[.,]\d{1,2})?)(?:\/(\d+(?:[.,]\d{1,2})?))?([a-z]\w*)?$/;
const THOUSANDS = /^\d{1,3}(?:,\d{3})+$/;
const MATERIAL_OR_HS = /^(?:1\.\d{4}|\d{4}(?:\.\d{2}){1,4})$/;

/**
 * What a written code, size or number is found by: itself in one spelling first, then its parts. `6204-2RS` → `62042rs`, `6204`, `2rs`; `3/4` → `3o4`; `2,5` → `2p5`;
 * `M8 × 40` → `m8x40`, `m8`, `40`; `8481.80` → `848180`, `8481`. Only letters and digits, because the search engine parts words at anything else.
 */
export function codeTerms(written: string): string[] {
  const text = fold(written.normalize('NFKC'));
  if (MATERIAL_OR_HS.test(text)) {
    return [text.replaceAll('.', ''), ...(text[4] === '.' ? [text.slice(0, 4)] : [])];
  }
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
  return unit === undefined ? [number] : [number + (unitOf(unit) ?? plain(unit))];
}

const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
