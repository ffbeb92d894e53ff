import type { ClientSession, Connection, mongo } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { productListingRecord, type ProductListing } from '../../../schema/events/product-listing.record.ts';
import { isShown, type ProductRecord } from '../product/product.record.ts';

type Listed = Pick<ProductRecord, '_id' | 'companyId' | 'categoryCode' | 'status' | 'moderation'>;

/** A product before and after a change; null: there is none. */
export interface ProductChange {
  before: Listed | null;
  after: Listed | null;
}

/** Whether a change is one that others are told of: that the product is shown, or not any more, or in another category. */
export const changesListing = ({ before, after }: ProductChange): boolean => {
  const [was, is] = [before !== null && isShown(before), after !== null && isShown(after)];
  return was !== is || (is && before!.categoryCode !== after!.categoryCode);
};

/** Publishes which products are shown. */
export class ProductListings {
  readonly #published: mongo.Collection<ProductListing>;

  /** `events` opens the database of published events, of the deployment that holds the products. */
  constructor(events: Connection) {
    this.#published = modelOf(events, productListingRecord).collection as never;
  }

  /**
   * Writes what changes of products mean for their listings; nothing where they mean nothing. A listing that goes is written over, never
   * taken away: of that and `add` at one moment the database lets one through after the other.
   */
  async follow(changes: readonly ProductChange[], session: ClientSession): Promise<void> {
    await this.#write(changes.filter(changesListing).map(listingOf), session);
  }

  /** Writes the listings of products as they are, whatever they were. */
  async put(products: readonly Listed[]): Promise<void> {
    await this.#write(products.map((after) => listingOf({ before: null, after })));
  }

  /** Lists what is shown and has no listing yet. */
  async add(shown: readonly Listed[], session: ClientSession): Promise<void> {
    const writes = shown.map((product) => ({
      updateOne: {
        filter: { _id: product._id },
        update: { $setOnInsert: listingOf({ before: null, after: product }) },
        upsert: true,
      },
    }));
    if (writes.length > 0) await this.#published.bulkWrite(writes, { session });
  }

  async #write(listings: readonly ProductListing[], session?: ClientSession): Promise<void> {
    const writes = listings.map((replacement) => ({
      replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true },
    }));
    if (writes.length > 0) await this.#published.bulkWrite(writes, { ordered: false, ...(session && { session }) });
  }
}

function listingOf({ before, after }: ProductChange): ProductListing {
  const { _id, companyId, categoryCode } = (after ?? before)!;
  return { _id, companyId, categoryCode, shown: after !== null && isShown(after) };
}
