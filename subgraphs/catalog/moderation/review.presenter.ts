import { globalId } from '../../../kit/global-id/global-id.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { LOCALES, TEXT_KEY, type Locale } from '../../../kit/text/localized-text.ts';
import type { KeptCard } from '../company/company-cards.ts';
import { presentProduct } from '../product/product.presenter.ts';
import type { ProductRecord } from '../product/product.record.ts';
import { prohibited } from './prohibited.ts';
import { ProhibitedBy } from './review.type.ts';

/** What of a product says what goods it is. */
const goodsOf = ({ name, description, attributes, categoryCode, hsCode }: ProductRecord) => ({
  texts: [name, description, ...attributes.map(({ value }) => value)],
  categoryCode,
  hsCode,
});

/** What moderators see of a product that waits. */
export const presentReview = (record: ProductRecord, card: KeptCard | null, locale: Locale) => ({
  __typename: 'ProductReview' as const,
  id: globalId('ProductReview', record._id),
  productId: globalId('Product', record._id),
  version: record.version,
  since: record.moderation?.at ?? record.updatedAt,
  texts: LOCALES.map((one) => ({
    locale: LocaleEnum[one],
    name: record.name[TEXT_KEY[one]] ?? null,
    description: record.description[TEXT_KEY[one]] ?? null,
  })).filter(({ name, description }) => name !== null || description !== null),
  matches: prohibited(goodsOf(record)).map(({ rule, by, found }) => ({ rule, by: ProhibitedBy[by], found })),
  product: card && presentProduct(record, card, locale),
});
