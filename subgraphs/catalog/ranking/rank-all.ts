import { havingAll } from './having-all.ts';
import { documentOf, impactOf, placeOf } from './postings.ts';
import type { RankIndex } from './rank-index.ts';
import type { Narrowing, Ranking, RankQuery, UnitTerm } from './rank-query.ts';
import { rankingOf } from './ranking-of.ts';
import { said } from './said.ts';
import { Shortlist } from './shortlist.ts';

/**
 * Ranks the documents that have each unit by its own term. Goes from the rarest term to the usual ones and looks there for what is left alone: a small part of what has
 * to be read to rank also what has only some of the units. Scores are worked out when a list is read: who wants another order only asks what has all. Pure; does not wait.
 */
export function rankAll(index: RankIndex, query: RankQuery, { passes, narrow }: Narrowing, most: number): Ranking {
  const own = query.units.map(({ terms }) => terms[0]!);
  const having = havingAll(
    index,
    own.map(({ term }) => term),
    passes,
  );
  const mask = (1 << own.length) - 1;
  return rankingOf(index, query, having, () => {
    const scores = new Float64Array(having.length);
    for (const term of [...own, ...query.bonuses]) add(index, term, having, scores);
    const list = new Shortlist(most, narrow);
    // From the newest on: of equals the newer one is kept.
    for (let at = having.length - 1; at >= 0; at--) list.add(having[at]!, scores[at]!);
    return list.made((document, score) => ({ document, score, share: 1, mask, isFull: true }));
  });
}

/** Adds what a term says of each of these documents. */
function add(index: RankIndex, term: UnitTerm, documents: Uint32Array, scores: Float64Array): void {
  const { entries, worth } = said(index, term);
  let place = 0;
  for (let at = 0; at < documents.length; at++) {
    place = placeOf(entries, documents[at]!, place);
    if (place === entries.length) return;
    if (documentOf(entries[place]!) === documents[at]) scores[at]! += worth * impactOf(entries[place]!);
  }
}
