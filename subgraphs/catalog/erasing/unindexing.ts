import { setTimeout as sleep } from 'node:timers/promises';
import type { Model } from 'mongoose';
import { companiesWith } from '../../../kit/participation/company-place.ts';
import type { ErasureTarget } from '../../../kit/participation/erasing.ts';
import type { PersonCount } from '../../../kit/participation/person-reference.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import type { companyCardRecord } from '../../../schema/events/company-card.ts';
import type { Engine } from '../engine/engine.ts';
import type { IndexState } from '../indexing/index-state.record.ts';
import { IndexTasks } from '../indexing/index-tasks.ts';

export interface UnindexingParts {
  engine: Engine;
  states: Model<IndexState>;
  cards: RecordsOf<typeof companyCardRecord>;
  /** So long it waits until the catalog knows that the companies are hidden. */
  mostMs?: number;
}

/** How the documents of a company are found in each index, and where a data map says that they are. */
const PLACES = [
  { collection: 'companies', subjectPath: 'id' },
  { collection: 'products', subjectPath: 'companyId' },
] as const;
type Found = { collection: string; subjectPath: string; index: string; companyId: string; records: number };

const MOST_MS = 15_000;

/** Takes companies out of the search engine, the index that answers and one that is being built, and asks the engine whether they are gone. */
export class Unindexing {
  readonly #parts: UnindexingParts;
  readonly #tasks: IndexTasks;

  constructor(parts: UnindexingParts) {
    this.#parts = parts;
    this.#tasks = new IndexTasks(parts.engine);
  }

  /** Throws while the catalog still holds one of them to be shown: what follows changes would put it in again. */
  async unindex(target: ErasureTarget): Promise<{ changed: number }> {
    const companyIds = companiesWith(target, 'ERASED', 'WITHDRAWN');
    if (companyIds.length === 0) return { changed: 0 };
    await this.#areHidden(companyIds);
    const found = await this.#found(companyIds);
    for (const one of found) await this.#tasks.done(await this.#removed(one));
    const left = await this.#found(companyIds);
    if (left.length > 0) throw new Error('Expected companies to be out of the index, and the engine still has them.');
    return { changed: found.reduce((sum, { records }) => sum + records, 0) };
  }

  /** What the engine still has of them. */
  async verify(target: ErasureTarget): Promise<PersonCount[]> {
    const found = await this.#found(companiesWith(target, 'ERASED', 'WITHDRAWN'));
    return found.map(({ collection, subjectPath, records }) => ({ store: 'search', collection, subjectPath, records }));
  }

  async #areHidden(companyIds: readonly string[]): Promise<void> {
    const until = Date.now() + (this.#parts.mostMs ?? MOST_MS);
    const shown = { _id: { $in: [...companyIds] }, hidden: false } as never;
    while ((await this.#parts.cards.collection.countDocuments(shown)) > 0) {
      if (Date.now() >= until) throw new Error('Expected companies to be hidden in the catalog, and they are not yet.');
      await sleep(100);
    }
  }

  async #found(companyIds: readonly string[]): Promise<Found[]> {
    const found: Found[] = [];
    for (const { index, ...place } of await this.#generations())
      for (const companyId of companyIds) {
        const records = await this.#count(index, place.collection, companyId);
        if (records > 0) found.push({ ...place, index, companyId, records });
      }
    return found;
  }

  async #generations() {
    const states = await this.#parts.states.find({}, { live: 1, building: 1 }).lean();
    return PLACES.flatMap((place) => {
      const { live, building } = states.find(({ _id }) => _id === place.collection) ?? {};
      return [live, building].flatMap((index) => (index ? [{ ...place, index }] : []));
    });
  }

  #count(index: string, collection: string, companyId: string): Promise<number> {
    const { admin } = this.#parts.engine;
    const asked =
      collection === 'companies'
        ? admin
            .index(index)
            .getDocument(companyId, { fields: ['id'] })
            .then(() => 1)
        : admin
            .index(index)
            .getDocuments({ filter: `companyId = "${companyId}"`, limit: 1, fields: ['id'] })
            .then(({ total }) => total);
    return asked.catch((error: { cause?: { code?: string } }) => {
      if (NOT_THERE.has(error.cause?.code ?? '')) return 0;
      throw error;
    });
  }

  async #removed({ index, collection, companyId }: Found): Promise<number> {
    const { admin, engine } = { admin: this.#parts.engine.admin, engine: this.#parts.engine };
    if (collection === 'companies') return engine.remove(index, [companyId]);
    return (await admin.index(index).deleteDocuments({ filter: `companyId = "${companyId}"` })).taskUid;
  }
}

/** An index that is being made has no such filter before its settings, nor any document. */
const NOT_THERE = new Set(['document_not_found', 'index_not_found', 'invalid_document_filter']);
