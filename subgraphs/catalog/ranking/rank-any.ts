import type { RankIndex } from './rank-index.ts';
import type { Narrowing, Ranking, RankQuery, Worth } from './rank-query.ts';
import { rankingOf } from './ranking-of.ts';
import { said } from './said.ts';
import { Shortlist } from './shortlist.ts';
import { Tally } from './tally.ts';
import { rarityOf } from './weights.ts';

/**
 * Ranks the documents that have anything of what is looked for, and enough of it to be worth showing: reads every posting of its terms, first of those without which no
 * document is. Pure; does not wait.
 */
export function rankAny(index: RankIndex, query: RankQuery, narrowing: Narrowing, most: number, worth: Worth): Ranking {
  const masses = query.units.map(({ terms }) => rarityOf(index, terms[0]!.term));
  const shareOf = sharesOf(masses);
  const needed = neededUnits(masses, shareOf, worth);
  const tally = Tally.of(index.numbers);
  try {
    for (const isNeeded of [true, false])
      for (const [unit, { terms }] of query.units.entries())
        if (((needed >> unit) & 1) === Number(isNeeded))
          terms.forEach((term, place) =>
            tally.unit(said(index, term), index.alive, { bit: 1 << unit, isWhole: place === 0, isNeeded }),
          );
    for (const bonus of query.bonuses) tally.bonus(said(index, bonus), index.alive);
    return selected(index, query, tally, narrowing, { most, shareOf, least: worth.share });
  } finally {
    tally.clear();
  }
}

/** Units, a bit each, of which every document that is worth showing has one: as few postings as that allows. */
function neededUnits(masses: readonly number[], shareOf: ShareOf, { share, unit }: Worth): number {
  if (unit !== null) return 1 << unit;
  let others = 0;
  for (const [light] of [...masses.entries()].toSorted(([, a], [, b]) => a - b))
    if (shareOf(others | (1 << light)) < share) others |= 1 << light;
  return ((1 << masses.length) - 1) & ~others;
}

interface Selecting {
  most: number;
  shareOf: ShareOf;
  least: number;
}

function selected(
  index: RankIndex,
  query: RankQuery,
  tally: Tally,
  { passes, narrow }: Narrowing,
  { most, shareOf, least }: Selecting,
): Ranking {
  const all = (1 << query.units.length) - 1;
  const list = new Shortlist(most, narrow);
  const having: number[] = [];
  // From the newest on: of equals the newer one is kept.
  for (let at = tally.touched - 1; at >= 0; at--) {
    const document = tally.documents[at]!;
    const share = shareOf(tally.masks[document]!);
    if (share < least) continue;
    const isFull = tally.wholes[document] === all;
    const score = tally.scores[document]! * share;
    const isBetter = list.wants(score);
    if (!(isFull || isBetter) || !passes(document)) continue;
    if (isFull) having.push(document);
    if (isBetter) list.add(document, score);
  }
  const found = list.made((document, score) => {
    const mask = tally.masks[document]!;
    return { document, score, share: shareOf(mask), mask, isFull: tally.wholes[document] === all };
  });
  return rankingOf(index, query, Uint32Array.from(having), () => found);
}

type ShareOf = (mask: number) => number;

/** Of the weight of a query, what the units of a mask have of it. */
function sharesOf(masses: readonly number[]): ShareOf {
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  const shares = new Float64Array(1 << masses.length).fill(-1);
  return (mask) => {
    if (shares[mask]! < 0)
      shares[mask] = masses.reduce((sum, mass, unit) => (mask & (1 << unit) ? sum + mass : sum), 0) / total;
    return shares[mask]!;
  };
}
