import { flag, text } from '../../kit/record/field.ts';
import { record, type Recorded } from '../../kit/record/record.ts';

/**
 * That a product was shown, whose it is and in which category, and whether it still is; the id is the product's. The catalog owns it and
 * writes it in the transaction of the product, when one of these changes; a product that was never shown has none. Whether the company is
 * shown stands in its card.
 */
export const productListingRecord = record({
  collection: 'productListings',
  version: 1,
  fields: {
    companyId: text(24, undefined, '^[0-9a-f]{24}$'),
    categoryCode: text(20, undefined, '^[0-9]{2}(\\.[0-9]{2}){0,2}$'),
    shown: flag(),
  },
  indexes: [{ keys: { companyId: 1 } }],
});

export type ProductListing = Recorded<typeof productListingRecord>;
