import { TEXT_KEY, type Locale } from '../../text/localized-text.ts';
import named from './units.named.json' with { type: 'json' };
import other from './units.other.json' with { type: 'json' };

/** A unit of measure of UN/ECE Recommendation 20; codes that begin with X are packages of Recommendation 21. */
export interface Unit {
  code: string;
  /** The units of everyday trade are named in three languages, the rest in English alone. */
  name: { tr?: string; zh?: string; en: string };
  /** `kg`, `m²`; null for what is counted. */
  symbol: string | null;
  /** What quantities are compared in: kilogram, metre, cubic metre, one …; the unit itself where nothing converts. */
  baseUnit: string;
  /** How many base units this one is: 1000 for a tonne. */
  factor: number;
  /** The same as a decimal number, with all its digits. */
  exactFactor: string;
}

interface NamedUnit {
  code: string;
  name: { tr: string; zh: string; en: string };
  symbol?: string;
  base?: string;
  factor?: string;
}

const byCode = new Map<string, Unit>();
for (const { code, name, symbol } of other as { code: string; name: string; symbol?: string }[]) {
  byCode.set(code, { code, name: { en: name }, symbol: symbol ?? null, baseUnit: code, factor: 1, exactFactor: '1' });
}
for (const { code, name, symbol, base, factor } of named as NamedUnit[]) {
  byCode.set(code, {
    code,
    name,
    symbol: symbol ?? null,
    baseUnit: base ?? code,
    factor: Number(factor ?? 1),
    exactFactor: factor ?? '1',
  });
}

/** The units of everyday trade. */
export const namedUnits = (): Unit[] => named.map(({ code }) => byCode.get(code)!);

/** The unit with this code; undefined when there is none. */
export const unit = (code: string): Unit | undefined => byCode.get(code);

/** The unit's name in the reader's language, in English where it has no other; the code itself when it is unknown. */
export function unitName(code: string, locale: Locale): string {
  const known = byCode.get(code);
  return known?.name[TEXT_KEY[locale]] ?? known?.name.en ?? code;
}
