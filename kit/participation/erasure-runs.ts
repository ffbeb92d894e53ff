import type { ClientSession, Connection, mongo } from 'mongoose';
import { modelOf } from '../record/record.ts';
import { companiesWith } from './company-place.ts';
import { dueTogether } from './due-together.ts';
import type { ErasureCount, Erased, ErasureTarget } from './erasing.ts';
import { allOf, type ErasurePlace } from './erasure-place.ts';
import { erasureProgressRecord, type ErasureProgress } from './erasure-progress.record.ts';
import { placesDue, type PlaceDue } from './places-due.ts';

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

  /**
   * Goes on for as long as one call may. What is left is looked at for all places together, and again until nothing is. What is little is done in one
   * transaction, and needs no second look when that changed what was counted: behind the fence nothing comes to a person, but to a company it may.
   */
  async run(places: readonly ErasurePlace[], target: ErasureTarget): Promise<Erased> {
    const until = Date.now() + this.#parts.mostMs;
    const mayGrow = companiesWith(target, 'ERASED', 'WITHDRAWN').length > 0;
    for (let vain = 0; ;) {
      const due = await placesDue(places, target);
      if (due.length === 0) return { done: true, counts: await this.#counts(target) };
      const turns = dueTogether(due, this.#parts.batch);
      let [isAsCounted, changed] = [turns.every(({ isLittle }) => isLittle), 0];
      for (const { isLittle, due: some } of turns) {
        if (isLittle) {
          const done = await this.#changed(some, target);
          changed += done.reduce((sum, count) => sum + count, 0);
          isAsCounted &&= done.every((count, at) => count === some[at]!.records);
        } else if (await this.#emptied(some[0], target, until)) changed += 1;
        else return { done: false, counts: await this.#counts(target) };
      }
      if (isAsCounted && !mayGrow) return { done: true, counts: await this.#counts(target) };
      vain = changed > 0 ? 0 : vain + 1;
      if (vain === VAIN) throw unchanged(due[0]!.place);
      if (Date.now() >= until) return { done: false, counts: await this.#counts(target) };
    }
  }

  /** False: the time is over, and there is more. */
  async #emptied({ place, which }: PlaceDue, target: ErasureTarget, until: number): Promise<boolean> {
    for (let vain = 0; vain < VAIN;) {
      const options = { projection: { _id: 1 }, limit: this.#parts.batch };
      const ids = (await place.stored.find(which, options).toArray()).map(({ _id }) => _id);
      if (ids.length === 0) return true;
      await place.before?.(ids, target);
      const [changed] = await this.#changed([{ place, which: allOf([{ _id: { $in: ids } }, which]) }], target);
      vain = changed! > 0 ? 0 : vain + 1;
      place.after?.(ids);
      if (Date.now() >= until) return false;
    }
    throw unchanged(place);
  }

  /** At each of these places, and how far it has come there: one transaction. */
  async #changed(due: readonly Pick<PlaceDue, 'place' | 'which'>[], target: ErasureTarget): Promise<number[]> {
    let changed: number[] = [];
    await this.#parts.connection.transaction(async (session: ClientSession) => {
      changed = [];
      for (const { place, which } of due) changed.push(await place.change(which, target, session));
      const writes = due.flatMap(({ place }, at) =>
        changed[at]! > 0 ? [progressOf(place, target, changed[at]!)] : [],
      );
      if (writes.length > 0) await this.#progress.bulkWrite(writes, { session });
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

const unchanged = ({ store, collection, subjectPath }: ErasurePlace): Error =>
  new Error(`Expected to erase at ${store}.${collection}.${subjectPath}, and nothing changed.`);

function progressOf({ store, collection, subjectPath, action }: ErasurePlace, target: ErasureTarget, changed: number) {
  const { erasureId } = target;
  const filter = { _id: `${erasureId}:${store}.${collection}:${subjectPath}:${action}` };
  const $set = { erasureId, store, collection, subjectPath, action, changedAt: new Date() };
  return { updateOne: { filter, update: { $inc: { changed }, $set }, upsert: true } };
}
