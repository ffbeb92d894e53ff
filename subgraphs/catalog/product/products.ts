import type { Model } from 'mongoose';
import type { CompanyCards } from '../company/company-cards.ts';
import type { CompanyCard } from '../../../schema/events/company-card.ts';
import type { ProductRecord } from './product.record.ts';

/** A stored product with the card of its company. */
export interface ShownProduct {
  record: ProductRecord;
  card: CompanyCard;
}

/** The products that anybody may see: published, of companies that are shown. */
export class Products {
  readonly #model: Model<ProductRecord>;
  readonly #cards: CompanyCards;

  constructor(model: Model<ProductRecord>, cards: CompanyCards) {
    this.#model = model;
    this.#cards = cards;
  }

  /** In the order of the ids; null for one that is absent, hidden or withdrawn. One command for all. */
  async shown(ids: readonly string[]): Promise<(ShownProduct | null)[]> {
    const records = await this.#model
      .find({ _id: { $in: [...new Set(ids)] }, status: 'PUBLISHED' })
      .lean<ProductRecord[]>();
    const cards = await this.#cards.get(records.map(({ companyId }) => companyId));
    const byId = new Map(records.map((record) => [record._id, record]));
    return ids.map((id) => {
      const record = byId.get(id);
      const card = record && cards.get(record.companyId);
      return record && card && !card.hidden ? { record, card } : null;
    });
  }
}
