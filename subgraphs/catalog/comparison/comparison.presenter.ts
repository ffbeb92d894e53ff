import type { Locale } from '../../../kit/text/localized-text.ts';
import { presentProduct } from '../product/product.presenter.ts';
import type { ShownProduct } from '../product/products.ts';
import { comparedPrices } from './compared-price.ts';
import { comparisonRows } from './comparison-rows.ts';

/** Products side by side; null for one that is not shown. */
export function presentComparison(products: readonly (ShownProduct | null)[], locale: Locale) {
  const presented = products.map((one) => one && presentProduct(one.record, one.card, locale));
  return {
    products: presented,
    prices: comparedPrices(presented, locale),
    rows: comparisonRows(products, locale),
  };
}
