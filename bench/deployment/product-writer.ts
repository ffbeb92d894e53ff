import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, Model } from 'mongoose';
import { connect } from '../../kit/mongo/connect.ts';
import { modelOf } from '../../kit/record/record.ts';
import { productRecord, type ProductRecord } from '../../subgraphs/catalog/product/product.record.ts';
import { ProductStore } from '../../subgraphs/catalog/product/product-store.ts';

/** Writes products through the catalog's own store. */
export class ProductWriter {
  readonly #connection: Connection;
  readonly #products: Model<ProductRecord>;
  readonly #store: ProductStore;

  private constructor(connection: Connection) {
    this.#connection = connection;
    this.#products = modelOf(this.#connection, productRecord);
    this.#store = new ProductStore(this.#products, null, null);
  }

  /** Connected when it resolves: what a bench reads in between would hold up the first greeting of the server. */
  static async open(mongoUri: string): Promise<ProductWriter> {
    const [connection] = connect(mongoUri, ['catalog']);
    return new ProductWriter(await connection.asPromise());
  }

  /** So many published products as they are stored now. */
  async some(count: number): Promise<ProductRecord[]> {
    return this.#products.find({ status: 'PUBLISHED' }).limit(count).lean<ProductRecord[]>();
  }

  put(record: ProductRecord): Promise<void> {
    return this.#store.put([{ ...record, updatedAt: new Date(), version: record.version + 1 }]);
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#products.deleteMany({ _id: { $in: ids } });
  }

  /**
   * Changes the lead time and the prices of one product after another at an even rate, until it is stopped; then they are put back as
   * they were, and it says how often it wrote.
   */
  writeSteadily(perSecond: number): { stop(): Promise<number> } {
    let stopped = false;
    let written = 0;
    const writing = (async () => {
      const products = await this.some(500);
      const begun = performance.now();
      for (; !stopped; written++) {
        const product = products[written % products.length]!;
        await this.put({ ...product, leadTimeDays: written % 90, priceTiers: dearer(product, written % 7) });
        await sleep(Math.max(0, begun + ((written + 1) * 1_000) / perSecond - performance.now()));
      }
      await this.#store.put(products);
    })();
    return {
      async stop() {
        stopped = true;
        await writing;
        return written;
      },
    };
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

const dearer = ({ priceTiers }: ProductRecord, by: number): ProductRecord['priceTiers'] =>
  priceTiers.map((tier) => ({ ...tier, amount: (Number(tier.amount) + by).toFixed(2) }));
