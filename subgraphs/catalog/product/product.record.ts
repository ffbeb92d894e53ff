import { decimal, group, instant, integer, list, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { localizedText } from '../../../kit/text/localized-text.ts';

const PRODUCT_STATUSES = ['DRAFT', 'PUBLISHED', 'WITHDRAWN'] as const;
export type ProductStatusName = (typeof PRODUCT_STATUSES)[number];

/** An offer as it is stored. Everything in it describes goods, not people. */
export const productRecord = record({
  collection: 'products',
  version: 1,
  fields: {
    companyId: text(24),
    /** The key under which the company's own system knows it; unique within the company. */
    externalId: nullable(text(100)),
    name: localizedText(300),
    description: localizedText(10_000),
    categoryCode: text(20, undefined, '^[0-9]{2}(\\.[0-9]{2}){0,2}$'),
    /** Harmonized System subheading: six digits, no dots. */
    hsCode: nullable(text(6, undefined, '^[0-9]{6}$')),
    attributes: list(group({ key: text(40), value: localizedText(120) }), 40),
    /** From the smallest quantity up. Empty: the price is on request. */
    priceTiers: list(group({ minimumQuantity: decimal(), amount: decimal() }), 20),
    currency: nullable(text(3, undefined, '^[A-Z]{3}$')),
    /** UN/ECE Recommendation 20 code of the unit that prices and quantities are in. */
    unit: text(3),
    minimumOrderQuantity: nullable(decimal()),
    incoterm: nullable(text(3, undefined, '^[A-Z]{3}$')),
    originCountry: nullable(text(2, undefined, '^[A-Z]{2}$')),
    leadTimeDays: nullable(integer(0, 730)),
    status: oneOf(PRODUCT_STATUSES),
    publishedAt: nullable(instant()),
    createdAt: instant(),
    updatedAt: instant(),
    /** Counts the changes; an edit names the version that it was made from. */
    version: integer(1, 2 ** 31),
  },
  indexes: [{ keys: { companyId: 1, _id: 1 } }, { keys: { status: 1, _id: 1 } }],
});

export type ProductRecord = Recorded<typeof productRecord>;
