import type { Model } from 'mongoose';
import type { ProductListings } from '../listing/product-listings.ts';
import { isShown, type ProductRecord, type ProductStatusName } from './product.record.ts';
import type { Withdrawals } from './withdrawals.ts';

/** Writes products. What it has acknowledged is on a majority of the database's members, and reaches the index by itself. */
export class ProductStore {
  readonly #model: Model<ProductRecord>;
  readonly #withdrawals: Withdrawals | null;
  readonly #listings: ProductListings | null;

  /**
   * `withdrawals` is the memory of the process that also answers readers; null in a process that does not. `listings` is null where what is
   * written is nobody else's business.
   */
  constructor(model: Model<ProductRecord>, withdrawals: Withdrawals | null, listings: ProductListings | null) {
    this.#model = model;
    this.#withdrawals = withdrawals;
    this.#listings = listings;
  }

  /** Stores products as they are given, in place of what had their ids, and their listings. May be repeated. */
  async put(records: readonly ProductRecord[]): Promise<void> {
    const writes = records.map((record) => ({
      replaceOne: { filter: { _id: record._id }, replacement: record, upsert: true },
    }));
    // Straight to the driver: the collection's own validator checks every document, and a refused one is an error here.
    await this.#model.collection.bulkWrite(writes as never, { ordered: false });
    await this.#listings?.put(records);
  }

  /** Publishes, withdraws or returns a product to draft; answers false when there is none. A withdrawn one is gone for readers at once. */
  async setStatus(id: string, status: ProductStatusName): Promise<boolean> {
    const now = new Date();
    const published = status === 'PUBLISHED' ? { publishedAt: now } : {};
    const record = await this.#model
      .findOneAndUpdate(
        { _id: id },
        { $set: { status, updatedAt: now, ...published }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<ProductRecord | null>();
    if (record) await this.#listings?.put([record]);
    if (record) this.#withdrawals?.product(id, !isShown(record), record.version);
    return record !== null;
  }

  count(): Promise<number> {
    return this.#model.estimatedDocumentCount();
  }
}
