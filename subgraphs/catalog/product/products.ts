import type { Model } from 'mongoose';
import type { Selection } from '../../../kit/graphql/selection.ts';
import { atOnce } from '../../../kit/mongo/at-once.ts';
import type { CompanyCards, KeptCard } from '../company/company-cards.ts';
import { SHOWN, type ProductRecord } from './product.record.ts';

/** A stored product with the card of its company; null: there is none, or it is hidden, and only its members see the product. */
export interface ShownProduct {
  record: ProductRecord;
  card: KeptCard | null;
}

/** What is read of a product in a list: enough for the fields that `isListed` names. */
const LISTED = {
  companyId: 1,
  name: 1,
  categoryCode: 1,
  priceTiers: 1,
  priceRange: 1,
  currency: 1,
  unit: 1,
  priceValidFrom: 1,
  priceValidUntil: 1,
  minimumOrderQuantity: 1,
  minimumOrderUnit: 1,
  images: 1,
  status: 1,
  moderation: 1,
  publishedAt: 1,
} as const satisfies { [Path in keyof ProductRecord]?: 1 };

const LISTED_FIELDS = new Set([
  '__typename',
  'id',
  'name',
  'nameLocale',
  'category',
  'company',
  'price',
  'priceTiers',
  'minimumOrderQuantity',
  'images',
  'status',
  'publishedAt',
  'similarity',
]);

/** Whether a product as `listed` reads it holds all that is selected of it. */
export const isListed = (selected: Selection): boolean =>
  [...selected.keys()].every((field) => LISTED_FIELDS.has(field));

/**
 * The products that anybody may see: published and not held back, of companies that are shown. What all requests ask at one moment goes to the
 * database as one command; nothing is kept from one moment to the next.
 */
export class Products {
  readonly #model: Model<ProductRecord>;
  readonly #cards: CompanyCards;
  readonly #whole = atOnce((ids) => this.#read(ids, {}));
  readonly #listed = atOnce((ids) => this.#read(ids, LISTED));

  constructor(model: Model<ProductRecord>, cards: CompanyCards) {
    this.#model = model;
    this.#cards = cards;
  }

  /** In the order of the ids; null for one that is absent, hidden or withdrawn, an error for one whose company's card does not open. */
  shown(ids: readonly string[]): Promise<(ShownProduct | null | Error)[]> {
    return this.#whole.loadMany(ids);
  }

  /** The same with what lists show of a product, and nothing else. */
  listed(ids: readonly string[]): Promise<(ShownProduct | null | Error)[]> {
    return this.#listed.loadMany(ids);
  }

  /** Those of the company in any state, and of others those that anybody may see. */
  readableBy(companyId: string, ids: readonly string[]): Promise<(ShownProduct | null | Error)[]> {
    return this.#read(ids, {}, companyId);
  }

  /** A product of one's own company that was just written, with its card. */
  async own(record: ProductRecord): Promise<ShownProduct> {
    const card = (await this.#cards.get([record.companyId])).get(record.companyId);
    if (card instanceof Error) throw card;
    return { record, card: card && !card.hidden ? card : null };
  }

  async #read(ids: readonly string[], projection: object, own?: string): Promise<(ShownProduct | null | Error)[]> {
    const which = own === undefined ? SHOWN : { $or: [{ companyId: own }, SHOWN] };
    const filter = { _id: { $in: [...new Set(ids)] }, ...which } as never;
    const records = (await this.#model.collection
      .find(filter, { projection, batchSize: 1_000 })
      .toArray()) as never as ProductRecord[];
    const cards = await this.#cards.get(records.map(({ companyId }) => companyId));
    const byId = new Map(records.map((record) => [record._id, record]));
    return ids.map((id) => {
      const record = byId.get(id);
      if (!record) return null;
      const card = cards.get(record.companyId);
      if (card instanceof Error) return card;
      if (card && !card.hidden) return { record, card };
      return record.companyId === own ? { record, card: null } : null;
    });
  }
}
