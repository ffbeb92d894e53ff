import { Best } from './best.ts';
import { passing, type Passes } from './columns.ts';
import { documentOf, impactOf, placeOf } from './postings.ts';
import type { RankIndex } from './rank-index.ts';
import type { Narrowing, Ranking, RankQuery, UnitTerm } from './rank-query.ts';
import { rankingOf } from './ranking-of.ts';
import { withRoom } from './room.ts';
import { rarityOf } from './weights.ts';

/**
 * Ranks the documents that have each unit by its own term. Goes from the rarest term to the usual ones and looks there for what is left alone: a small part of what has
 * to be read to rank also what has only some of the units. Pure; does not wait.
 */
export function rankAll(index: RankIndex, query: RankQuery, { passes, narrow }: Narrowing, most: number): Ranking {
  const own = query.units.map(({ terms }) => terms[0]!);
  const having = havingAll(index, own, passes);
  const scores = new Float64Array(having.length);
  for (const term of [...own, ...query.bonuses]) add(index, term, having, scores);
  const best = new Best(most);
  const narrowed = narrow ? new Best(most) : best;
  // From the newest on: of equals the newer one is kept.
  for (let at = having.length - 1; at >= 0; at--) {
    const [document, score] = [having[at]!, scores[at]!];
    best.add(document, score);
    if (score > narrowed.least && narrow?.(document)) narrowed.add(document, score);
  }
  const mask = (1 << own.length) - 1;
  const chosen = (some: Best) => some.map((document, score) => ({ document, score, share: 1, mask, isFull: true }));
  return rankingOf(index, query, { having, best: chosen(best), narrowed: narrow ? chosen(narrowed) : null });
}

/** Documents that may have all terms. One array is kept and used again: ranking never waits. */
let left = new Uint32Array(0);

/** The documents that have all of these terms and pass, in the order of their numbers. */
function havingAll({ vocabulary, alive }: RankIndex, terms: readonly UnitTerm[], passes: Passes): Uint32Array {
  const [rarest, ...others] = terms.map(({ term }) => vocabulary.entries(term)).toSorted((a, b) => a.length - b.length);
  left = withRoom(left, rarest!.length);
  let count = 0;
  for (let at = 0; at < rarest!.length; at++) {
    const document = documentOf(rarest![at]!);
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

/** Adds what a term says of each of these documents. */
function add(index: RankIndex, { term, weight }: UnitTerm, documents: Uint32Array, scores: Float64Array): void {
  const entries = index.vocabulary.entries(term);
  const worth = (weight * rarityOf(index, term)) / 255;
  let place = 0;
  for (let at = 0; at < documents.length; at++) {
    place = placeOf(entries, documents[at]!, place);
    if (place === entries.length) return;
    if (documentOf(entries[place]!) === documents[at]) scores[at]! += worth * impactOf(entries[place]!);
  }
}
