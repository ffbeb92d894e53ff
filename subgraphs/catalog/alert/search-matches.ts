import type { ClientSession, Connection, mongo } from 'mongoose';
import { fencesOf } from '../../../kit/fence/fences.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { savedSearchRecord } from '../../../schema/events/saved-search.record.ts';
import { searchMatchRecord, type SearchMatch } from '../../../schema/events/search-match.record.ts';
import type { ProductRecord } from '../product/product.record.ts';

/** So many at once, in one transaction, which is in the way of whatever else is written about their holders. */
const BATCH = 200;

/** The matches that the catalog publishes. */
export class SearchMatches {
  readonly #events: Connection;
  readonly #matches: mongo.Collection<SearchMatch>;
  readonly #searches: mongo.Collection<{ _id: string; subjectRef: string }>;

  constructor(events: Connection) {
    this.#events = events;
    this.#matches = modelOf(events, searchMatchRecord).collection as never;
    this.#searches = events.collection(savedSearchRecord.collection) as never;
  }

  /** Publishes that a product is found by searches: of those that live still, each once for ever. Throws Fenced when a holder left meanwhile: once more leaves them out. */
  async publish({ _id: productId, companyId, name }: ProductRecord, searchIds: readonly string[], at: Date) {
    for (let from = 0; from < searchIds.length; from += BATCH) {
      const wanted = { _id: { $in: searchIds.slice(from, from + BATCH) } };
      const living = await this.#searches.find(wanted, { projection: { subjectRef: 1 } }).toArray();
      const fenced = await fencesOf(this.#events).fencedAmong(living.map(({ subjectRef }) => subjectRef));
      const told = living.filter(({ subjectRef }) => !fenced.has(subjectRef));
      const matches = told.map(({ _id, subjectRef }): SearchMatch => ({
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
      if (matches.length > 0) await this.#insert(matches);
    }
  }

  /** What is published already is well. */
  #insert(matches: readonly SearchMatch[]): Promise<unknown> {
    return this.#events.transaction(async (session: ClientSession) => {
      const these = { _id: { $in: matches.map(({ _id }) => _id) } };
      const known = await this.#matches.find(these, { session, projection: { _id: 1 } }).toArray();
      const there = new Set(known.map(({ _id }) => _id));
      const fresh = matches.filter(({ _id }) => !there.has(_id));
      if (fresh.length > 0) await this.#matches.insertMany(fresh, { session });
    });
  }

  /**
   * Of products or companies that are gone no match is left, told or not. Those of people who are being erased go with them: what they have is counted, and
   * nobody else takes of it away.
   */
  async forget(gone: mongo.Filter<SearchMatch>, session?: ClientSession): Promise<void> {
    const options = { ...(session && { session }) };
    const holders = await this.#matches.distinct('subjectRef', gone, options);
    if (holders.length === 0) return;
    const fenced = await fencesOf(this.#events).fencedAmong(holders);
    const free = { $and: [gone, { subjectRef: { $nin: [...fenced] } }] };
    await this.#matches.deleteMany(free, options);
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
