import type { Model } from 'mongoose';
import type { CompanyCards } from '../company/company-cards.ts';
import { companyCardRecord } from '../../../schema/events/company-card.ts';
import { productRecord, SHOWN, type ProductRecord } from '../product/product.record.ts';
import { productSettings } from './index-settings.ts';
import { sealed, type Damaged, type IndexedDocument, type IndexSource } from './index-source.ts';
import { productDocument } from './product-document.ts';

const BATCH = 1_000;

/** The index of products: published ones that are not held back, of companies that are shown and can be read. A change of a company's card touches all its products. */
export function productSource(products: Model<ProductRecord>, cards: CompanyCards, damaged: Damaged): IndexSource {
  const cardsOf = (records: readonly { companyId: string }[]) =>
    cards.current(
      records.map(({ companyId }) => companyId),
      (id, error) => damaged('products', id, error),
    );
  const documentsOf = async (records: ProductRecord[]): Promise<IndexedDocument[]> => {
    const cardOf = await cardsOf(records);
    return records.flatMap((record) => {
      const card = cardOf.get(record.companyId);
      return card && !card.hidden ? [sealed(productDocument(record, card))] : [];
    });
  };
  return {
    name: 'products',
    settings: productSettings,
    collections: [productRecord.collection, companyCardRecord.collection],
    async *touchedBy(collection, ids) {
      if (collection === productRecord.collection) return yield [...ids];
      yield* batched(
        products
          .find({ companyId: { $in: ids } }, { _id: 1 })
          .lean()
          .cursor(),
        BATCH,
        ({ _id }) => _id,
      );
    },
    load: async (ids) => documentsOf(await products.find({ _id: { $in: ids }, ...SHOWN }).lean<ProductRecord[]>()),
    async *all(batchSize, afterId = '') {
      const cursor = products
        .find({ _id: { $gt: afterId }, ...SHOWN })
        .sort({ _id: 1 })
        .lean<ProductRecord[]>()
        .cursor({ batchSize });
      for await (const records of batched(cursor, batchSize, (record) => record)) yield documentsOf(records);
    },
    async shown(ids) {
      const found = await products.find({ _id: { $in: ids }, ...SHOWN }, { companyId: 1 }).lean();
      const cardOf = await cardsOf(found);
      return new Set(found.filter(({ companyId }) => cardOf.get(companyId)?.hidden === false).map(({ _id }) => _id));
    },
    count: () => products.countDocuments(SHOWN),
  };
}

async function* batched<T, U>(items: AsyncIterable<T>, size: number, pick: (item: T) => U): AsyncGenerator<U[]> {
  let batch: U[] = [];
  for await (const item of items) {
    if (batch.push(pick(item)) < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
