import type { ClientSession, Connection, mongo } from 'mongoose';
import { modelOf } from '../record/record.ts';
import type { ErasureCount, Erased, ErasureTarget } from './erasing.ts';
import { allOf, type ErasurePlace, type StoredFilter } from './erasure-place.ts';
import { erasureProgressRecord, type ErasureProgress } from './erasure-progress.record.ts';
import { placesDue } from './places-due.ts';

export interface ErasureRunsParts {
  /** The subgraph's own database: there is written how far an erasure has come, of whichever database of the deployment. */
  connection: Connection;
  /** Records that are changed in one transaction. */
  batch?: number;
  /** So long one call works. */
  mostMs?: number;
}

const BATCH = 1_000;
const MOST_MS = 20_000;
/** A batch that is found and changes nothing was changed by somebody else; a third time it is a fault. */
const VAIN = 3;

/** Erases at places, batch by batch, and knows across crashes how much it did. */
export class ErasureRuns {
  readonly #parts: Required<ErasureRunsParts>;
  readonly #progress: mongo.Collection<ErasureProgress>;

  constructor(parts: ErasureRunsParts) {
    this.#parts = { batch: BATCH, mostMs: MOST_MS, ...parts };
    this.#progress = modelOf(parts.connection, erasureProgressRecord).collection as never;
  }

  /** Goes on for as long as one call may. What is left is looked at once for all places, and again until nothing is. */
  async run(places: readonly ErasurePlace[], target: ErasureTarget): Promise<Erased> {
    const until = Date.now() + this.#parts.mostMs;
    for (;;) {
      const due = await placesDue(places, target);
      if (due.length === 0) return { done: true, counts: await this.#counts(target) };
      for (const { place, which } of due)
        if (!(await this.#emptied(place, which, target, until)))
          return { done: false, counts: await this.#counts(target) };
    }
  }

  /** False: the time is over, and there is more. */
  async #emptied(place: ErasurePlace, which: StoredFilter, target: ErasureTarget, until: number): Promise<boolean> {
    for (let vain = 0; vain < VAIN;) {
      const options = { projection: { _id: 1 }, limit: this.#parts.batch };
      const ids = (await place.stored.find(which, options).toArray()).map(({ _id }) => _id);
      if (ids.length === 0) return true;
      await place.before?.(ids, target);
      vain = (await this.#batch(place, which, target, ids)) > 0 ? 0 : vain + 1;
      place.after?.(ids);
      if (Date.now() >= until) return false;
    }
    throw new Error(
      `Expected to erase at ${place.store}.${place.collection}.${place.subjectPath}, and nothing changed.`,
    );
  }

  async #batch(place: ErasurePlace, which: StoredFilter, target: ErasureTarget, ids: string[]): Promise<number> {
    const { erasureId } = target;
    const { store, collection, subjectPath, action } = place;
    const at = { erasureId, store, collection, subjectPath, action };
    let changed = 0;
    await this.#parts.connection.transaction(async (session: ClientSession) => {
      changed = await place.change(allOf([{ _id: { $in: ids } }, which]), target, session);
      if (changed === 0) return;
      await this.#progress.updateOne(
        { _id: `${erasureId}:${store}.${collection}:${subjectPath}:${action}` },
        { $inc: { changed }, $set: { ...at, changedAt: new Date() } },
        { session, upsert: true },
      );
    });
    return changed;
  }

  async #counts({ erasureId }: ErasureTarget): Promise<ErasureCount[]> {
    const found = await this.#progress.find({ erasureId }, { sort: { _id: 1 } }).toArray();
    return found.map(({ store, collection, subjectPath, action, changed }) => ({
      store,
      collection,
      subjectPath,
      action: action as ErasureCount['action'],
      records: changed,
    }));
  }
}
