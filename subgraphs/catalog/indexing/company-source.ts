import type { Model } from 'mongoose';
import { companyCardRecord, type CompanyCard } from '../../../schema/events/company-card.ts';
import { companyDocument } from './company-document.ts';
import { companySettings } from './index-settings.ts';
import { sealed, type IndexSource } from './index-source.ts';
import { batched } from './product-source.ts';

/** The index of companies: all whose card is shown. */
export function companySource(cards: Model<CompanyCard>): IndexSource {
  const shown = { hidden: false };
  const documentOf = (card: CompanyCard) => sealed(companyDocument(card));
  return {
    name: 'companies',
    settings: companySettings,
    collections: [companyCardRecord.collection],
    async *touchedBy(_collection, ids) {
      yield [...ids];
    },
    load: async (ids) => (await cards.find({ _id: { $in: ids }, ...shown }).lean<CompanyCard[]>()).map(documentOf),
    async *all(batchSize, afterId = '') {
      const cursor = cards
        .find({ _id: { $gt: afterId }, ...shown })
        .sort({ _id: 1 })
        .lean<CompanyCard[]>()
        .cursor({ batchSize });
      yield* batched(cursor as AsyncIterable<CompanyCard>, batchSize, documentOf);
    },
    shown: async (ids) =>
      new Set((await cards.find({ _id: { $in: ids }, ...shown }, { _id: 1 }).lean()).map(({ _id }) => _id)),
    count: () => cards.countDocuments(shown),
  };
}
