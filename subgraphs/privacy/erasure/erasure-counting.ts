import type { ErasureCount } from '../../../kit/participation/erasing.ts';
import type { ErasedPlace, Erasure } from './erasure.record.ts';
import { placeKey } from './erasure-target.ts';

/** Where the fence itself stores something about the person whom it is of. */
const BY_THE_FENCE: ReadonlySet<string> = new Set(['member.restrictions', 'member.securityEvents']);

/**
 * The places of an erasure as they are behind the fence, where nothing is added any more: from here on what is changed has to be what was counted. Answers
 * the first place that was in no plan instead: nobody approved of it.
 */
export function countedPlaces(
  { steps, held }: Pick<Erasure, 'steps' | 'held'>,
  found: ReadonlyMap<string, ErasureCount>,
): ErasedPlace[] | { unplanned: string } {
  const planned = new Set(steps.map(placeKey));
  const wasHeld = new Set(held.map(({ store, collection }) => `${store}.${collection}`));
  const added: ErasedPlace[] = [];
  for (const [key, { records, ...place }] of found) {
    if (planned.has(key)) continue;
    const where = `${place.store}.${place.collection}`;
    if (!BY_THE_FENCE.has(where) && !wasHeld.has(where)) return { unplanned: key };
    added.push({ ...place, predicted: 0, counted: records, changed: null });
  }
  const counted = steps.map((step) => ({
    ...step,
    counted: (step.changed ?? 0) + (found.get(placeKey(step))?.records ?? 0),
  }));
  return [...counted, ...added];
}

/** The places with what was done. Answers the first where that is not what was counted instead. */
export function changedPlaces(
  { steps }: Pick<Erasure, 'steps'>,
  done: ReadonlyMap<string, ErasureCount>,
): ErasedPlace[] | { differs: string } {
  const counted = new Set(steps.map(placeKey));
  for (const [key, { records }] of done) if (records > 0 && !counted.has(key)) return { differs: key };
  const changed = steps.map((step) => ({ ...step, changed: done.get(placeKey(step))?.records ?? 0 }));
  const wrong = changed.find((step) => step.changed !== step.counted);
  return wrong ? { differs: `${placeKey(wrong)}: ${wrong.counted} counted, ${wrong.changed} changed` } : changed;
}
