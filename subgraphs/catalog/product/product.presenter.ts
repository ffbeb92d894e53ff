import { unitName } from '../../../kit/reference/units/unit.ts';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { textFor, type Locale } from '../../../kit/text/localized-text.ts';
import { category } from '../category/categories.ts';
import type { KeptCard } from '../company/company-cards.ts';
import { presentCard } from '../company/company-card.presenter.ts';
import { localeOf } from './found-product.ts';
import type { PriceRange } from './price-range.type.ts';
import type { ProductStatus } from './product-status.enum.ts';
import type { ProductRecord } from './product.record.ts';
import type { Product, Similarity } from './product.type.ts';

/** What the API shows of a stored product. */
export function presentProduct(
  record: ProductRecord,
  card: KeptCard,
  locale: Locale,
  similarity: Similarity | null = null,
) {
  return {
    __typename: 'Product' as const,
    id: globalId('Product', record._id),
    localId: record._id,
    name: textFor(record.name, locale),
    nameLocale: localeOf(record.name, locale) as Product['nameLocale'],
    description: textFor(record.description, locale) || null,
    status: record.status as ProductStatus,
    category: category(record.categoryCode, locale),
    company: presentCard({ ...card, id: card._id, verifiedUntil: card.verifiedUntil?.getTime() ?? 0 }, locale),
    price: presentPrice(record, locale),
    priceTiers: record.priceTiers,
    minimumOrderQuantity: record.minimumOrderQuantity && {
      amount: record.minimumOrderQuantity,
      unit: record.unit,
      unitLabel: unitName(record.unit, locale),
    },
    hsCode: record.hsCode,
    attributes: record.attributes.map(({ key, value }) => ({ key, value: textFor(value, locale) })),
    incoterm: record.incoterm,
    originCountry: record.originCountry,
    leadTimeDays: record.leadTimeDays,
    publishedAt: record.publishedAt,
    similarity,
  };
}

function presentPrice({ priceTiers, currency, unit }: ProductRecord, locale: Locale): PriceRange | null {
  if (priceTiers.length === 0 || !currency) return null;
  const amounts = priceTiers.map(({ amount }) => amount).toSorted((a, b) => Number(a) - Number(b));
  return { minimum: amounts[0]!, maximum: amounts.at(-1)!, currency, unit, unitLabel: unitName(unit, locale) };
}
