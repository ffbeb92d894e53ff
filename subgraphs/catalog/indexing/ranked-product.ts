import type { CompanyCard } from '../../../schema/events/company-card.ts';
import type { ProductRecord } from '../product/product.record.ts';
import type { RankedDocument } from '../ranking/ranked-document.ts';
import { placeTexts } from './place-texts.ts';
import { productValues } from './product-values.ts';

/** A published product as it is ranked: its public texts and codes, nothing about a person but what the index shows of its company. */
export function rankedProduct(product: ProductRecord, card: CompanyCard): RankedDocument {
  const { id, seq, country, region, companyId, currency, moqUnit, c1, c2, c3, ...numbers } = productValues(
    product,
    card,
  );
  return {
    id,
    seq,
    texts: {
      name: [product.name],
      supplier: [card.name],
      text: [product.description],
      attributes: [
        ...product.attributes.map(({ value }) => value),
        ...(product.hsCode ? [{ en: product.hsCode }] : []),
        ...placeTexts(card),
      ],
    },
    codes: { companyId, country, region, currency, moqUnit, c1, c2, c3 },
    numbers,
  };
}
