import type { MarketCompany, MarketProduct } from '../../seed/market.ts';
import type { EvalDocument } from '../systems/evaluated-system.ts';

/** A product as the systems are given it. */
export const marketDocument = (product: MarketProduct, company: MarketCompany): EvalDocument => ({
  id: product.id,
  title: product.name,
  brand: [...new Set(Object.values(company.name))].join(' | '),
  text: product.description,
  goods: {
    categoryCode: product.categoryCode,
    hsCode: product.hsCode,
    attributes: product.attributes.map(({ key, value }) => ({
      key,
      value: typeof value === 'string' ? { en: value } : value,
    })),
  },
});
