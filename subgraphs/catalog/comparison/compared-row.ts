import { unit } from '../../../kit/reference/units/unit.ts';
import type { WrittenQuantity } from '../../../kit/reference/units/written-quantity.ts';
import { fold } from '../../../kit/text/fold.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { commonUnit, quantityIn, spelledQuantity } from './row-unit.ts';
import type { ComparisonRow } from './comparison.type.ts';

/** What one product says in a row. */
export interface Said {
  text: string;
  code?: string | null;
  quantity?: WrittenQuantity | null;
  /** The same in the languages that it was said in, by which two that were translated differently are known to say the same. */
  inLanguages?: readonly string[];
}

type Heading = Pick<ComparisonRow, 'property' | 'key' | 'label'> & { toBase?: boolean };

/** A row; null when nobody says anything. `said` has one for each product; undefined where the product is not shown. */
export function comparedRow(
  { toBase = false, ...heading }: Heading,
  said: readonly (Said | null | undefined)[],
  locale: Locale,
): ComparisonRow | null {
  if (!said.some(Boolean)) return null;
  const units = said.flatMap((one) => (one?.quantity ? [one.quantity.unit] : []));
  const common = commonUnit(units);
  const wanted = common && (toBase ? unit(common.baseUnit)! : common);
  return {
    ...heading,
    isSame: sayTheSame(said.filter((one) => one !== undefined)),
    values: said.map((one) => {
      if (!one) return null;
      const { text, code = null, quantity = null } = one;
      return {
        text,
        code,
        original: quantity && quantityIn(quantity, quantity.unit, locale),
        normalised: quantity && wanted && quantityIn(quantity, wanted, locale),
      };
    }),
  };
}

/** Whether nobody is silent, and there is one way of saying it that all have in common. */
function sayTheSame(said: readonly (Said | null)[]): boolean {
  const [first, ...others] = said.map((one) => (one ? waysOf(one) : SILENT));
  return [...(first ?? SILENT)].some((way) => others.every((ways) => ways.has(way)));
}
const SILENT: ReadonlySet<string> = new Set();

const waysOf = ({ text, code, quantity, inLanguages }: Said): ReadonlySet<string> =>
  new Set([
    ...(inLanguages ?? [text]).map((one) => `text ${fold(one.normalize('NFKC')).replace(/\s+/g, ' ').trim()}`),
    ...(code ? [`code ${code}`] : []),
    ...(quantity ? [`quantity ${spelledQuantity(quantity)}`] : []),
  ]);
