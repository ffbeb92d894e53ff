import { dataMapOf, type Store } from '../../../kit/data-map/data-map.ts';
import { exportPlanOf } from '../../../kit/data-map/export-plan.ts';
import type { PersonRecord } from '../../../kit/participation/participant.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import type { companyCardRecord } from '../../../schema/events/company-card.ts';
import { indexedCompanyRecord, indexedProductRecord } from '../indexing/indexed.record.ts';

/** What the search engine keeps of sole traders, under the ids of their companies. */
export const INDEXED: Store = {
  name: 'search',
  records: [indexedCompanyRecord, indexedProductRecord],
  withoutIds: true,
};

/**
 * What an export says of the search engine: it holds nothing that a company's card does not say, so it is said that it is there, and of which
 * kinds, once for the company and once for its products.
 */
export class IndexedTraders {
  readonly #cards: RecordsOf<typeof companyCardRecord>;
  readonly #plan = exportPlanOf(dataMapOf([INDEXED]));

  constructor(cards: RecordsOf<typeof companyCardRecord>) {
    this.#cards = cards;
  }

  async *told(refs: readonly string[]): AsyncGenerator<PersonRecord> {
    const filter = { traderRef: { $in: [...refs] } } as never;
    for (const id of await this.#cards.idsOf(filter)) {
      for (const { store, collection, subjectPath, summarise } of this.#plan) {
        const at = { store, collection, subjectPath, kind: 'SOLE_TRADER' } as const;
        yield { ...at, id, values: {}, summarised: summarise, files: [] };
      }
    }
  }
}
