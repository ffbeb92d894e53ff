import { compared, decimalText, dividedBy, ratioOf, times, type Ratio } from '../../../kit/exact/ratio.ts';
import { unit, unitName } from '../../../kit/reference/units/unit.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { PriceRange } from '../product/price-range.type.ts';
import type { ProductRecord } from '../product/product.record.ts';
import { PriceComparability } from './comparison.enum.ts';
import type { OrderCost, PriceComparison } from './comparison.type.ts';

/** What of a product its price is made of; `price` null: on request. */
export interface Priced {
  price: PriceRange | null;
  record: Pick<ProductRecord, 'unit' | 'priceTiers' | 'minimumOrderQuantity' | 'minimumOrderUnit'>;
}

/** What products cost, side by side. Null for a product that is not shown. */
export function comparedPrices(products: readonly (Priced | null)[], locale: Locale): PriceComparison {
  const prices = products.flatMap((one) => (one?.price ? [one.price] : []));
  const comparability = comparabilityOf(prices);
  const lowest = comparability === PriceComparability.COMPARABLE ? prices.map(cheapest).toSorted(compared)[0]! : null;
  return {
    comparability,
    currencies: [...new Set(prices.map(({ currency }) => currency))],
    prices: products.map((one) => {
      if (!one?.price) return null;
      return {
        price: one.price,
        perBaseUnit: perBaseUnit(one.price, locale),
        minimumOrder: minimumOrderCost(one.record, one.price),
        isLowest: lowest && compared(cheapest(one.price), lowest) === 0,
      };
    }),
  };
}

function comparabilityOf(prices: readonly PriceRange[]): PriceComparability {
  const isOne = (values: readonly unknown[]) => new Set(values).size === 1;
  if (prices.length < 2) return PriceComparability.TOO_FEW;
  if (!isOne(prices.map(({ currency }) => currency))) return PriceComparability.CURRENCIES_DIFFER;
  if (!isOne(prices.map((price) => baseOf(price.unit)))) return PriceComparability.UNITS_DIFFER;
  return PriceComparability.COMPARABLE;
}

const baseOf = (code: string): string => unit(code)?.baseUnit ?? code;
const factorOf = (code: string): Ratio => ratioOf(unit(code)?.exactFactor ?? '1');
const cheapest = ({ minimum, unit: code }: PriceRange): Ratio => dividedBy(ratioOf(minimum), factorOf(code));

function perBaseUnit(price: PriceRange, locale: Locale): PriceRange | null {
  const [minimum, maximum] = [price.minimum, price.maximum].map((amount) =>
    decimalText(dividedBy(ratioOf(amount), factorOf(price.unit))),
  );
  const base = baseOf(price.unit);
  if (minimum == null || maximum == null) return null;
  const { currency, validFrom, validUntil } = price;
  return { minimum, maximum, currency, unit: base, unitLabel: unitName(base, locale), validFrom, validUntil };
}

function minimumOrderCost(record: Priced['record'], { minimum, maximum, currency }: PriceRange): OrderCost | null {
  const { minimumOrderQuantity: amount, unit: priced, priceTiers } = record;
  const ordered = record.minimumOrderUnit ?? priced;
  if (amount == null || baseOf(ordered) !== baseOf(priced)) return null;
  const quantity = dividedBy(times(ratioOf(amount), factorOf(ordered)), factorOf(priced));
  const tier = priceTiers.findLast(({ minimumQuantity }) => compared(ratioOf(minimumQuantity), quantity) <= 0);
  if (priceTiers.length > 0 && !tier) return null;
  const [least, most] = (tier ? [tier.amount, tier.amount] : [minimum, maximum]).map((one) =>
    decimalText(times(ratioOf(one), quantity)),
  );
  return least == null || most == null ? null : { minimum: least, maximum: most, currency };
}
