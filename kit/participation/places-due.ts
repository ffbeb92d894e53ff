import { countedTogether } from './counted-together.ts';
import type { ErasureTarget } from './erasing.ts';
import type { ErasurePlace, StoredFilter } from './erasure-place.ts';

/** A place where an erasure has something to do. */
export interface PlaceDue {
  place: ErasurePlace;
  which: StoredFilter;
  records: number;
}

/** Those of some places where there is something to do, in their order. */
export async function placesDue(places: readonly ErasurePlace[], target: ErasureTarget): Promise<PlaceDue[]> {
  const asked = await Promise.all(places.map(async (place) => ({ place, which: await place.which(target) })));
  const some = asked.flatMap(({ place, which }) => (which ? [{ place, stored: place.stored, which }] : []));
  const counts = await countedTogether(some);
  return some.flatMap(({ place, which }, at) => (counts[at]! > 0 ? [{ place, which, records: counts[at]! }] : []));
}
