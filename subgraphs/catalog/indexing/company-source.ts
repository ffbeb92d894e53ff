import { inSlices } from '../../../kit/process/in-slices.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import { companyCardRecord, type CompanyCard } from '../../../schema/events/company-card.ts';
import type { Concepts } from '../language/concepts.ts';
import { companyDocument } from './company-document.ts';
import { rankedCompany } from './ranked-company.ts';
import { MADE, companySettings } from './index-settings.ts';
import { sealed, type Damaged, type IndexSource } from './index-source.ts';

const SHOWN = { hidden: false } as const;

/** The index of companies: all whose card is shown and can be read, without sole traders whose data key is destroyed. */
export function companySource(
  cards: RecordsOf<typeof companyCardRecord>,
  concepts: () => Concepts,
  damaged: Damaged,
): IndexSource {
  const leftOut = { damaged: (id: string, error: Error) => damaged('companies', id, error) };
  const documentOf = (card: CompanyCard) => sealed(companyDocument(card, concepts()));
  const byIds = (ids: readonly string[]) =>
    cards.find({ _id: { $in: [...ids] }, ...SHOWN }, { sort: { _id: 1 }, ...leftOut });
  const idsAfter = async (id: string, most: number): Promise<string[]> => {
    const later = { _id: { $gt: id }, ...SHOWN };
    const found = await cards.collection
      .find(later, { projection: { _id: 1 }, sort: { _id: 1 }, limit: most })
      .toArray();
    return found.map(({ _id }) => _id);
  };
  async function* inOrder(batchSize: number, afterId = '') {
    for (let last: string | undefined = afterId; last !== undefined;) {
      const ids = await idsAfter(last, batchSize);
      const batch = await byIds(ids);
      if (batch.length > 0) yield batch;
      last = ids.at(-1);
    }
  }
  return {
    name: 'companies',
    settings: companySettings,
    made: MADE,
    collections: [companyCardRecord.collection],
    async *touchedBy(_collection, ids) {
      yield [...ids];
    },
    load: async (ids) => (await byIds(ids)).map(documentOf),
    async *all(batchSize, afterId) {
      for await (const batch of inOrder(batchSize, afterId)) yield await inSlices(batch, documentOf);
    },
    ranked: async (ids) => (await byIds(ids)).map(rankedCompany),
    async *allRanked(batchSize) {
      for await (const batch of inOrder(batchSize)) yield await inSlices(batch, rankedCompany);
    },
    shown: (ids) => cards.idsOf({ _id: { $in: [...ids] }, ...SHOWN }),
    // Only of sole traders is it asked whether they are there.
    count: async () =>
      (await cards.collection.countDocuments({ ...SHOWN, traderRef: null })) +
      (await cards.idsOf({ ...SHOWN, traderRef: { $ne: null } })).size,
  };
}
