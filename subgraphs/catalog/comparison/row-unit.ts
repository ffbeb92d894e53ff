import { decimalText, dividedBy, ratioOf, spelled, times, type Ratio } from '../../../kit/exact/ratio.ts';
import { unit, unitName, type Unit } from '../../../kit/reference/units/unit.ts';
import type { WrittenQuantity } from '../../../kit/reference/units/written-quantity.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { Quantity } from '../product/quantity.type.ts';

const POWER_OF_TEN = /^(10*|0\.0*1)$/;

/**
 * The unit in which quantities of several units are read side by side: the one that all have; else the smallest of them that is a decimal part or
 * multiple of the base unit, so that nothing is rounded that need not be; else the base unit. Null when they do not convert into each other.
 */
export function commonUnit(units: readonly Unit[]): Unit | null {
  const [first] = units;
  if (!first || units.some(({ baseUnit }) => baseUnit !== first.baseUnit)) return null;
  if (units.every(({ code }) => code === first.code)) return first;
  const decimal = units
    .filter(({ exactFactor }) => POWER_OF_TEN.test(exactFactor))
    .toSorted((a, b) => a.factor - b.factor);
  return decimal[0] ?? unit(first.baseUnit)!;
}

/** How many base units a quantity is. */
const inBase = ({ amount, unit: own }: WrittenQuantity): Ratio => times(amount, ratioOf(own.exactFactor));

/** The same for what is the same quantity, in whichever unit. */
export const spelledQuantity = (quantity: WrittenQuantity): string =>
  `${quantity.unit.baseUnit} ${spelled(inBase(quantity))}`;

/** A quantity in another unit of the same base; null when it has too many digits to be shown. */
export function quantityIn(quantity: WrittenQuantity, wanted: Unit, locale: Locale): Quantity | null {
  const amount = decimalText(dividedBy(inBase(quantity), ratioOf(wanted.exactFactor)));
  return amount === null ? null : { amount, unit: wanted.code, unitLabel: unitName(wanted.code, locale) };
}
