import {
  decimal,
  flag,
  group,
  instant,
  integer,
  list,
  nullable,
  oneOf,
  optional,
  text,
} from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES, localizedText } from '../../../kit/text/localized-text.ts';

export const PRODUCT_STATUSES = ['DRAFT', 'PUBLISHED', 'WITHDRAWN'] as const;
export type ProductStatusName = (typeof PRODUCT_STATUSES)[number];

/** How the texts of a language came to be: written in it, or translated from another by a person or a machine. */
export const TEXT_PROVENANCES = ['SOURCE', 'HUMAN', 'MACHINE'] as const;
export type TextProvenanceName = (typeof TEXT_PROVENANCES)[number];

const MODERATION_STATES = ['NONE', 'PENDING_REVIEW', 'TAKEN_DOWN'] as const;

const currency = () => text(3, undefined, '^[A-Z]{3}$');
const origin = () =>
  optional(
    group({
      provenance: oneOf(TEXT_PROVENANCES),
      /** The language that it was translated from; null: from none, or it was not said. */
      from: nullable(oneOf(LOCALES)),
    }),
  );

/** An offer as it is stored. Everything in it describes goods, not people. */
export const productRecord = record({
  collection: 'products',
  version: 2,
  fields: {
    companyId: text(24),
    /** The key under which the company's own system knows it; unique within the company. */
    externalId: nullable(text(100)),
    name: localizedText(300),
    description: localizedText(10_000),
    /** For each language that there is a text in. */
    origins: group({ tr: origin(), zh: origin(), en: origin() }),
    categoryCode: text(20, undefined, '^[0-9]{2}(\\.[0-9]{2}){0,2}$'),
    /** Harmonized System subheading: six digits, no dots. */
    hsCode: nullable(text(6, undefined, '^[0-9]{6}$')),
    attributes: list(group({ key: text(40), value: localizedText(120) }), 40),
    /** From the smallest quantity up. Empty: `priceRange` says it, or the price is on request. */
    priceTiers: list(group({ minimumQuantity: decimal(), amount: decimal() }), 20),
    /** From the cheapest to the dearest, where the quantities are not said; null: the tiers say it, or the price is on request. */
    priceRange: nullable(group({ minimum: decimal(), maximum: decimal() })),
    currency: nullable(currency()),
    /** UN/ECE Recommendation 20 code of the unit that prices and their quantities are in. */
    unit: text(3),
    /** From when, and up to when, the price is meant; null: not said. */
    priceValidFrom: nullable(instant()),
    priceValidUntil: nullable(instant()),
    minimumOrderQuantity: nullable(decimal()),
    /** Unit of the minimum order; null without one. */
    minimumOrderUnit: nullable(text(3)),
    incoterm: nullable(text(3, undefined, '^[A-Z]{3}$')),
    /** Year of the Incoterms edition, and the place that the rule names; null without a rule, and where no place was named. */
    incotermEdition: nullable(integer(2020, 2020)),
    incotermPlace: nullable(text(120)),
    originCountry: nullable(text(2, undefined, '^[A-Z]{2}$')),
    leadTimeDays: nullable(integer(0, 730)),
    /** Null: nothing was said about samples. A price of null, with samples that are not free: on request. */
    samples: nullable(
      group({ available: flag(), free: flag(), price: nullable(decimal()), currency: nullable(currency()) }),
    ),
    /** As the company states them; no one has checked them. */
    certificates: list(
      group({
        standard: text(100),
        number: nullable(text(100)),
        scope: nullable(text(500)),
        expiresAt: nullable(instant()),
      }),
      20,
    ),
    /** Made under the buyer's brand, and to the buyer's design or its own; null: not said. */
    oem: nullable(flag()),
    odm: nullable(flag()),
    /** In the order in which they are shown. */
    images: list(group({ imageId: text(24), alt: localizedText(300) }), 20),
    status: oneOf(PRODUCT_STATUSES),
    /** What holds it back although its company published it. */
    moderation: group({
      state: oneOf(MODERATION_STATES),
      /** Code of the reason; null in state NONE. */
      reason: nullable(text(40)),
      /** When the state was reached; null: it never left NONE. */
      at: nullable(instant()),
    }),
    publishedAt: nullable(instant()),
    createdAt: instant(),
    updatedAt: instant(),
    /** Counts the changes; an edit names the version that it was made from. */
    version: integer(1, 2 ** 31),
  },
  indexes: [
    { keys: { companyId: 1, _id: 1 } },
    { keys: { companyId: 1, createdAt: -1, _id: -1 } },
    {
      keys: { companyId: 1, externalId: 1 },
      unique: true,
      partialFilterExpression: { externalId: { $type: 'string' } },
    },
    { keys: { status: 1, 'moderation.state': 1, _id: 1 } },
  ],
});

export type ProductRecord = Recorded<typeof productRecord>;

/** Selects what anybody may see, as long as its company is shown. Products of the first version say nothing of moderation. */
export const SHOWN = { status: 'PUBLISHED', 'moderation.state': { $in: ['NONE', null] } } as const;

/** Whether anybody may see it, as long as its company is shown. */
export const isShown = ({ status, moderation }: { status: string; moderation?: { state: string } }): boolean =>
  status === 'PUBLISHED' && (moderation?.state ?? 'NONE') === 'NONE';

/** A product of which nothing was said but what is always there; what products of the first version lack is among it. */
export const UNSAID = {
  priceTiers: [],
  priceRange: null,
  currency: null,
  priceValidFrom: null,
  priceValidUntil: null,
  minimumOrderQuantity: null,
  minimumOrderUnit: null,
  externalId: null,
  hsCode: null,
  attributes: [],
  incoterm: null,
  incotermEdition: null,
  incotermPlace: null,
  originCountry: null,
  leadTimeDays: null,
  samples: null,
  certificates: [],
  oem: null,
  odm: null,
  images: [],
  moderation: { state: 'NONE', reason: null, at: null },
} satisfies Partial<ProductRecord>;

/** From the cheapest to the dearest price of one unit; null: on request. */
export function priceRangeOf({
  priceTiers,
  priceRange,
}: Pick<ProductRecord, 'priceTiers' | 'priceRange'>): { minimum: string; maximum: string } | null {
  const [first, ...others] = priceTiers;
  if (!first) return priceRange ?? null;
  let [minimum, maximum] = [first.amount, first.amount];
  for (const { amount } of others) {
    if (Number(amount) < Number(minimum)) minimum = amount;
    if (Number(amount) >= Number(maximum)) maximum = amount;
  }
  return { minimum, maximum };
}
