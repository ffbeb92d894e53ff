import type { ErasureCount, ErasureTarget } from '../../../kit/participation/erasing.ts';
import { referencesOf } from '../person/stored-person.ts';
import type { ErasedPlace, Erasure } from './erasure.record.ts';

/** Whom an erasure is of, as every part of the directory is told. */
export const targetOf = ({ _id, planHash, maps, persons, companies, held }: Erasure): ErasureTarget => ({
  erasureId: _id,
  planHash,
  mapHashes: Object.fromEntries(maps.map(({ part, mapHash }) => [part, mapHash])),
  references: referencesOf(persons),
  companies: companies.map(({ companyId, fate }) => ({ companyId, fate })),
  held: held.map(({ store, collection, id }) => ({ store, collection, id })),
});

type Place = Pick<ErasedPlace, 'store' | 'collection' | 'subjectPath' | 'action'>;

/** What is done at one place, in words that tell it apart from all others. */
export const placeKey = ({ store, collection, subjectPath, action }: Place): string =>
  `${store}.${collection} ${subjectPath} ${action}`;

/** What all parts told together, each place once. What is kept by a duty is no step: nothing is done there. */
export function countsOf(told: readonly (readonly ErasureCount[])[]): Map<string, ErasureCount> {
  const counts = new Map<string, ErasureCount>();
  for (const count of told.flat()) {
    if (count.action === 'retain') continue;
    const key = placeKey(count);
    counts.set(key, { ...count, records: count.records + (counts.get(key)?.records ?? 0) });
  }
  return counts;
}
