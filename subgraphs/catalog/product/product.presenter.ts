import { unitName } from '../../../kit/reference/units/unit.ts';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { LOCALES, TEXT_KEY, textFor, type Locale } from '../../../kit/text/localized-text.ts';
import { category } from '../category/categories.ts';
import type { KeptCard } from '../company/company-cards.ts';
import { presentCard } from '../company/company-card.presenter.ts';
import { localeOf } from './found-product.ts';
import type { PriceRange } from './price-range.type.ts';
import type { ProductStatus } from './product-status.enum.ts';
import type { ProductText } from './product-facts.type.ts';
import { priceRangeOf, UNSAID, type ProductRecord } from './product.record.ts';
import type { Product, Similarity } from './product.type.ts';

/** What the API shows of a stored product. */
export function presentProduct(
  stored: ProductRecord,
  card: KeptCard | null,
  locale: Locale,
  similarity: Similarity | null = null,
) {
  // Products of the first version lack what came later.
  const record = { ...UNSAID, ...stored };
  const minimumOrderUnit = record.minimumOrderUnit ?? record.unit;
  const shownName = localeOf(record.name, locale);
  return {
    __typename: 'Product' as const,
    id: globalId('Product', record._id),
    localId: record._id,
    record,
    name: textFor(record.name, locale),
    nameLocale: shownName as Product['nameLocale'],
    nameProvenance: ((shownName && record.origins?.[TEXT_KEY[shownName]]?.provenance) ??
      'SOURCE') as Product['nameProvenance'],
    description: textFor(record.description, locale) || null,
    status: record.status as ProductStatus,
    category: category(record.categoryCode, locale),
    company: card && presentCard({ ...card, id: card._id, verifiedUntil: card.verifiedUntil?.getTime() ?? 0 }, locale),
    price: presentPrice(record, locale),
    priceTiers: record.priceTiers,
    minimumOrderQuantity: record.minimumOrderQuantity && {
      amount: record.minimumOrderQuantity,
      unit: minimumOrderUnit,
      unitLabel: unitName(minimumOrderUnit, locale),
    },
    hsCode: record.hsCode,
    attributes: record.attributes.map(({ key, value }) => ({ key, value: textFor(value, locale) })),
    incoterm: record.incoterm,
    incotermEdition: record.incotermEdition,
    incotermPlace: record.incotermPlace,
    originCountry: record.originCountry,
    leadTimeDays: record.leadTimeDays,
    samples: record.samples,
    certificates: record.certificates,
    oem: record.oem,
    odm: record.odm,
    publishedAt: record.publishedAt,
    similarity,
  };
}

function presentPrice(record: ProductRecord, locale: Locale): PriceRange | null {
  const { currency, unit, priceValidFrom: validFrom, priceValidUntil: validUntil } = record;
  const range = priceRangeOf(record);
  return range && currency
    ? { ...range, currency, unit, unitLabel: unitName(unit, locale), validFrom, validUntil }
    : null;
}

/** What is said of it in each language, for those who may change it. */
export const presentTexts = ({ name, description, origins }: ProductRecord): ProductText[] =>
  LOCALES.flatMap((locale) => {
    const key = TEXT_KEY[locale];
    if (name[key] === undefined && description[key] === undefined) return [];
    const { provenance, from } = origins?.[key] ?? { provenance: 'SOURCE', from: null };
    return [
      {
        locale,
        name: name[key] ?? null,
        description: description[key] ?? null,
        provenance,
        translatedFrom: from,
      } as ProductText,
    ];
  });
