import { passing, type Passes } from './columns.ts';
import { documentOf, placeOf } from './postings.ts';
import { withRoom } from './room.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Documents that may have all terms. One array is kept and used again: nothing here waits. */
let left = new Uint32Array(0);

/** The living documents that have all of these terms and pass, in the order of their numbers: from the rarest term on, looked up in the others. */
export function havingAll(
  { vocabulary, alive }: { vocabulary: Vocabulary; alive: Uint8Array },
  terms: readonly string[],
  passes: Passes,
): Uint32Array {
  const [rarest, ...others] = terms.map((term) => vocabulary.entries(term)).toSorted((a, b) => a.length - b.length);
  if (!rarest) return new Uint32Array();
  left = withRoom(left, rarest.length);
  let count = 0;
  for (let at = 0; at < rarest.length; at++) {
    const document = documentOf(rarest[at]!);
    if (alive[document] === 1) left[count++] = document;
  }
  for (const entries of others) count = standingIn(entries, count);
  return passing(left.subarray(0, count), passes);
}

/** Keeps those of the first `count` that stand in the entries; answers how many do. */
function standingIn(entries: Uint32Array, count: number): number {
  let [kept, place] = [0, 0];
  for (let at = 0; at < count; at++) {
    place = placeOf(entries, left[at]!, place);
    if (place === entries.length) break;
    if (documentOf(entries[place]!) === left[at]) left[kept++] = left[at]!;
  }
  return kept;
}
