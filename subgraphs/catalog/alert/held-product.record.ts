import { decimal, group, instant, list, nullable, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { localizedText } from '../../../kit/text/localized-text.ts';

/**
 * What of a product searches looked at when it was last held against them: so a change is told to those alone that did not find it before. It stays
 * while a product is hidden, and goes with it. Everything in it describes goods, not people.
 */
export const heldProductRecord = record({
  collection: 'heldProducts',
  version: 1,
  fields: {
    name: localizedText(300),
    description: localizedText(10_000),
    categoryCode: text(20),
    hsCode: nullable(text(6)),
    attributes: list(group({ key: text(40), value: localizedText(120) }), 40),
    priceTiers: list(group({ minimumQuantity: decimal(), amount: decimal() }), 20),
    priceRange: nullable(group({ minimum: decimal(), maximum: decimal() })),
    currency: nullable(text(3)),
    unit: text(3),
    minimumOrderQuantity: nullable(decimal()),
    minimumOrderUnit: nullable(text(3)),
    heldAt: instant(),
  },
  indexes: [],
});

export type HeldProduct = Recorded<typeof heldProductRecord>;
