import type { Connection, mongo } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { savedSearchRecord } from '../../../schema/events/saved-search.record.ts';
import { searchMatchRecord, type SearchMatch } from '../../../schema/events/search-match.record.ts';
import type { ProductRecord } from '../product/product.record.ts';

const BATCH = 1_000;
const DUPLICATE = 11_000;

interface BulkError extends Error {
  writeErrors?: readonly { code?: number }[];
}

/** The matches that the catalog publishes. */
export class SearchMatches {
  readonly #matches: mongo.Collection<SearchMatch>;
  readonly #searches: mongo.Collection<{ _id: string; subjectRef: string }>;

  constructor(events: Connection) {
    this.#matches = modelOf(events, searchMatchRecord).collection as never;
    this.#searches = events.collection(savedSearchRecord.collection) as never;
  }

  /** Publishes that a product is found by searches: of those that live still, each once for ever. */
  async publish({ _id: productId, companyId, name }: ProductRecord, searchIds: readonly string[], at: Date) {
    for (let from = 0; from < searchIds.length; from += BATCH) {
      const wanted = { _id: { $in: searchIds.slice(from, from + BATCH) } };
      const living = await this.#searches.find(wanted, { projection: { subjectRef: 1 } }).toArray();
      const matches = living.map(({ _id, subjectRef }): SearchMatch => ({
        _id: `${_id}.${productId}`,
        dueAt: at,
        leasedUntil: null,
        attempts: 0,
        subjectRef,
        savedSearchId: _id,
        productId,
        companyId,
        name,
        at,
        shown: true,
        digestId: null,
        doneAt: null,
      }));
      if (matches.length > 0) await this.#matches.insertMany(matches, { ordered: false }).catch(isKnown);
    }
  }

  /** Whether these products can be seen, for whoever is still to be told of them. */
  async show(shown: readonly string[], hidden: readonly string[]): Promise<void> {
    for (const [ids, isShown] of [
      [shown, true],
      [hidden, false],
    ] as const)
      if (ids.length > 0)
        await this.#matches.updateMany(
          { productId: { $in: [...ids] }, doneAt: null, shown: !isShown },
          { $set: { shown: isShown } },
        );
  }
}

/** What is published already is well; anything else is not. */
function isKnown(error: BulkError): void {
  const refused = error.writeErrors ?? [];
  if (refused.length === 0 || refused.some(({ code }) => code !== DUPLICATE)) throw error;
}
