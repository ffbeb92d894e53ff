import { isDeepStrictEqual } from 'node:util';
import type { mongo, Connection } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { UNSAID, type ProductRecord } from '../product/product.record.ts';
import { heldProductRecord, type HeldProduct } from './held-product.record.ts';

/** A product as it was when it was last held against searches. */
export class HeldProducts {
  readonly #held: mongo.Collection<HeldProduct>;

  constructor(connection: Connection) {
    this.#held = modelOf(connection, heldProductRecord).collection as never;
  }

  async of(ids: readonly string[]): Promise<Map<string, HeldProduct>> {
    const found = await this.#held.find({ _id: { $in: [...ids] } }).toArray();
    return new Map(found.map((held) => [held._id, held]));
  }

  /** Writes only what is not held as it is: looking at all products anew would fill the database’s log of changes, and lose the place in it again. */
  async keep(products: readonly ProductRecord[], known: ReadonlyMap<string, HeldProduct>, now: Date): Promise<void> {
    const writes = products
      .map((product) => ({ _id: product._id, ...heldOf(product, known.get(product._id)?.heldAt ?? now) }))
      .filter((held) => !isDeepStrictEqual(held, known.get(held._id)))
      .map(({ _id, ...held }) => ({
        replaceOne: { filter: { _id }, replacement: { ...held, heldAt: now }, upsert: true },
      }));
    if (writes.length > 0) await this.#held.bulkWrite(writes, { ordered: false });
  }

  async forget(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#held.deleteMany({ _id: { $in: [...ids] } });
  }
}

function heldOf(stored: ProductRecord, heldAt: Date): Omit<HeldProduct, '_id'> {
  const product = { ...UNSAID, ...stored };
  return {
    name: product.name,
    description: product.description,
    categoryCode: product.categoryCode,
    hsCode: product.hsCode,
    attributes: product.attributes,
    priceTiers: product.priceTiers,
    priceRange: product.priceRange,
    currency: product.currency,
    unit: product.unit,
    minimumOrderQuantity: product.minimumOrderQuantity,
    minimumOrderUnit: product.minimumOrderUnit,
    heldAt,
  };
}
