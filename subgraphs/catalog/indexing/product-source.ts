import { inSlices } from '../../../kit/process/in-slices.ts';
import type { Model } from 'mongoose';
import type { CompanyCards } from '../company/company-cards.ts';
import { companyCardRecord } from '../../../schema/events/company-card.ts';
import { productRecord, SHOWN, type ProductRecord } from '../product/product.record.ts';
import { MADE, productSettings } from './index-settings.ts';
import { sealed, type Damaged, type IndexedDocument, type IndexSource } from './index-source.ts';
import type { CompanyCard } from '../../../schema/events/company-card.ts';
import type { Concepts } from '../language/concepts.ts';
import { productDocument } from './product-document.ts';
import { rankedProduct } from './ranked-product.ts';

const BATCH = 1_000;
/** Reading so many out of what the database sent takes some milliseconds. */
const DECODED_AT_ONCE = 200;

/** The index of products: published ones that are not held back, of companies that are shown and can be read. A change of a company's card touches all its products. */
export function productSource(
  products: Model<ProductRecord>,
  cards: CompanyCards,
  concepts: () => Concepts,
  damaged: Damaged,
): IndexSource {
  const cardsOf = (records: readonly { companyId: string }[]) =>
    cards.current(
      records.map(({ companyId }) => companyId),
      (id, error) => damaged('products', id, error),
    );
  /** Of those whose company is shown. */
  const eachShown = async <T>(
    records: readonly ProductRecord[],
    make: (record: ProductRecord, card: CompanyCard) => T,
  ): Promise<T[]> => {
    const cardOf = await cardsOf(records);
    const shown = records.flatMap((record) => {
      const card = cardOf.get(record.companyId);
      return card && !card.hidden ? [{ record, card }] : [];
    });
    return inSlices(shown, ({ record, card }) => make(record, card));
  };
  const document = (record: ProductRecord, card: CompanyCard): IndexedDocument =>
    sealed(productDocument(record, card, concepts()));
  const byIds = (ids: readonly string[]) =>
    products
      .find({ _id: { $in: ids }, ...SHOWN })
      .batchSize(DECODED_AT_ONCE)
      .lean<ProductRecord[]>();
  async function* inOrder(batchSize: number, afterId = '') {
    for (let last: string | undefined = afterId; last !== undefined;) {
      const records: ProductRecord[] = await products
        .find({ _id: { $gt: last }, ...SHOWN })
        .sort({ _id: 1 })
        .limit(batchSize)
        .batchSize(batchSize)
        .lean<ProductRecord[]>();
      if (records.length > 0) yield records;
      last = records.at(-1)?._id;
    }
  }
  return {
    name: 'products',
    settings: productSettings,
    made: MADE,
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
    load: async (ids) => eachShown(await byIds(ids), document),
    async *all(batchSize, afterId) {
      for await (const records of inOrder(batchSize, afterId)) yield eachShown(records, document);
    },
    ranked: async (ids) => eachShown(await byIds(ids), rankedProduct),
    async *allRanked(batchSize) {
      for await (const records of inOrder(batchSize)) yield eachShown(records, rankedProduct);
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
