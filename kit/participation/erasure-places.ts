import type { mongo } from 'mongoose';
import { dataMapOf } from '../data-map/data-map.ts';
import { erasurePlanOf } from '../data-map/erasure-plan.ts';
import type { DeclaredStore } from './declared-places.ts';
import { erasureChange } from './erasure-change.ts';
import type { ErasedFiles } from './erased-files.ts';
import { allOf, heldIn, refsOf, type ErasurePlace, type Stored, type StoredFilter } from './erasure-place.ts';

/**
 * Everything that erasing does by the declarations of some stores, in the order in which it is done: of a collection first what takes whole
 * documents, so that nothing is done twice, and of a bucket the chunks before the files that they belong to.
 */
export function erasurePlaces(stores: readonly DeclaredStore[], files: ErasedFiles): ErasurePlace[] {
  const map = dataMapOf(stores.map(({ name, records }) => ({ name, records })));
  const steps = erasurePlanOf(map)
    .filter(({ action }) => action !== 'retain')
    .map((step, index) => ({ step, rank: index + (step.action === 'delete document' ? 0 : 1_000_000) }))
    .toSorted((a, b) => Number(isFiles(a.step.collection)) - Number(isFiles(b.step.collection)) || a.rank - b.rank)
    .map(({ step }) => step);
  return steps.map((step, index): ErasurePlace => {
    const { store, collection, subjectPath, action } = step;
    const { connection, records } = stores.find(({ name }) => name === store)!;
    const stored = connection.collection(collection) as unknown as mongo.Collection<Stored>;
    const declaration = records.find((one) => one.collection === collection)!;
    const earlier = steps
      .slice(0, index)
      .filter((one) => one.store === store && one.collection === collection && one.action === 'delete document')
      .map((one) => erasureChange(one, declaration, stored));
    const { which, change } = erasureChange(step, declaration, stored);
    const before = action === 'delete document' ? files.before(stored, collection) : null;
    return {
      store,
      collection,
      subjectPath,
      action,
      stored,
      change,
      which: async (target) => {
        const refs = refsOf(target);
        if (refs.length === 0) return null;
        const gone = earlier.map((one) => one.which(refs));
        const held = heldIn(target, store, collection);
        const unheld = held.length > 0 ? [{ _id: { $nin: held } } as StoredFilter] : [];
        return allOf([
          which(refs),
          ...unheld,
          ...(await files.unheld(collection, target)),
          ...(gone.length > 0 ? [{ $nor: gone } as StoredFilter] : []),
        ]);
      },
      ...(before && { before }),
    };
  });
}

const isFiles = (collection: string): boolean => collection.endsWith('.files');
