import type { PlacePosition } from './cursor.ts';

/** What moved further than so many places does not say where a page ended. */
export const NEAR = 100;

/**
 * How many documents now come before what follows a page, in an order in which documents came, went or moved meanwhile: behind the page's last document, or the one before
 * it, whichever moved less. `ids`: documents in their order, of which so many more come before the first. Null: neither is near. Pure.
 */
export function placeAfter(ids: readonly string[], { offset, id, before }: PlacePosition, earlier = 0): number | null {
  const [own, other] = [ids.indexOf(id), before === null ? -1 : ids.indexOf(before)];
  const places = [
    ...(own < 0 ? [] : [own + 1]),
    // The last document may have gone from behind it.
    ...(other < 0 ? [] : [other + (ids[other + 1] === id ? 2 : 1)]),
  ].map((place) => earlier + place);
  const movedBy = (place: number) => Math.abs(place - offset);
  const [nearest] = places.toSorted((a, b) => movedBy(a) - movedBy(b));
  return nearest === undefined || movedBy(nearest) > NEAR ? null : nearest;
}
