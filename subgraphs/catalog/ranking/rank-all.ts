import { Best } from './best.ts';
import { passing } from './columns.ts';
import { documentOf, impactOf, placeOf } from './postings.ts';
import type { RankIndex } from './rank-index.ts';
import type { Narrowing, Ranking, RankQuery, UnitTerm } from './rank-query.ts';
import { rankingOf } from './ranking-of.ts';
import { rarityOf } from './weights.ts';

/**
 * Ranks the documents that have each unit by its own term. Goes from the rarest term to the usual ones and looks there for what is left alone: a small part of what has
 * to be read to rank also what has only some of the units. Pure; does not wait.
 */
export function rankAll(index: RankIndex, query: RankQuery, { passes, narrow }: Narrowing, most: number): Ranking {
  const own = query.units.map(({ terms }) => terms[0]!);
  const { alive } = index;
  const having = passing(havingAll(index, own), (document) => alive[document] === 1 && passes(document));
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

/** The documents that have all of these terms, in the order of their numbers. */
function havingAll(index: RankIndex, terms: readonly UnitTerm[]): Uint32Array {
  const [rarest, ...others] = terms
    .map(({ term }) => index.vocabulary.entries(term))
    .toSorted((a, b) => a.length - b.length);
  const documents = rarest!.map(documentOf);
  let count = documents.length;
  for (const entries of others) {
    let [kept, place] = [0, 0];
    for (let at = 0; at < count; at++) {
      place = placeOf(entries, documents[at]!, place);
      if (place < entries.length && documentOf(entries[place]!) === documents[at]) documents[kept++] = documents[at]!;
    }
    count = kept;
  }
  return documents.subarray(0, count);
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
