import type { ClientSession, Connection, Model } from 'mongoose';
import { productListingRecord } from '../../../schema/events/product-listing.record.ts';
import type { EventPosition } from '../company/event-position.record.ts';
import { SHOWN, type ProductRecord } from '../product/product.record.ts';
import type { ProductListings } from './product-listings.ts';

export interface EarlierListingsParts {
  connection: Connection;
  products: Model<ProductRecord>;
  positions: Model<EventPosition>;
  listings: ProductListings;
}

const TOPIC = productListingRecord.collection;
const BATCH = 1_000;
const DONE = 'done';

/**
 * Lists the products that were shown before there were listings. Once for a deployment: the position says how far it has come, and a
 * process that ends half-way leaves the rest to the next that starts.
 */
export async function listEarlierProducts(parts: EarlierListingsParts): Promise<void> {
  const { connection, products, positions, listings } = parts;
  for (let after = (await positions.findById(TOPIC).lean())?.resumeToken ?? ''; after !== DONE;) {
    await connection.transaction(async (session: ClientSession) => {
      const found = await products
        .find({ _id: { $gt: after }, ...SHOWN } as never, LISTED)
        .sort({ _id: 1 })
        .limit(BATCH)
        .session(session)
        .lean<ProductRecord[]>();
      await listings.add(found, session);
      const next = found.length < BATCH ? DONE : found.at(-1)!._id;
      await positions.updateOne({ _id: TOPIC }, { $set: { resumeToken: next } }, { upsert: true, session });
      after = next;
    });
  }
}

const LISTED = { companyId: 1, categoryCode: 1, status: 1, moderation: 1 };
