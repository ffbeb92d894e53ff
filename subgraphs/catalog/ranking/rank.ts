import { Best } from './best.ts';
import type { Passes } from './columns.ts';
import type { RankIndex } from './rank-index.ts';
import type { Ranked, Ranking, RankQuery, UnitTerm } from './rank-query.ts';
import { Tally } from './tally.ts';
import { rarityOf } from './weights.ts';

/** Units of a query that are told apart; further ones only speak for a document. */
export const MOST_UNITS = 14;
/** Postings that ranking one query may read when nothing else is said: about ten milliseconds. */
export const RANKING_BUDGET = 4_000_000;
/** What so many documents have says next to nothing of any, and reading it costs the most: only what is asked for is read then. */
const BROAD = { least: 4_000, share: 0.05 };
/** What standing beside each other says beside the words themselves. */
const PAIR = 0.25;

/**
 * The documents that have most of what is looked for: each unit by how much its term says of the document (BM25F) and how rare it is, more where words
 * stand beside each other as in the query, all times the share of the query that the document has. Null when that would read more than one query may:
 * the engine’s order has to do then. Pure; does not wait.
 */
export function rank(
  index: RankIndex,
  query: RankQuery,
  passes: Passes,
  most: number,
  budget = RANKING_BUDGET,
): Ranking | null {
  const isTelling = ({ term }: UnitTerm) =>
    index.vocabulary.count(term) <= Math.max(BROAD.least, index.numbers * BROAD.share);
  const units = query.units
    .slice(0, MOST_UNITS)
    .map(({ terms }) => ({ terms: terms.filter((term, place) => place === 0 || isTelling(term)) }));
  const bonuses = query.bonuses.filter(isTelling);
  const read = [...units.flatMap(({ terms }) => terms), ...bonuses].reduce(
    (sum, { term }) => sum + index.vocabulary.count(term),
    0,
  );
  if (read > budget) return null;
  const masses = units.map(({ terms }) => rarityOf(index, terms[0]!.term));
  const tally = Tally.of(index.numbers);
  try {
    units.forEach(({ terms }, unit) => terms.forEach((term, place) => count(index, tally, term, unit, place === 0)));
    for (const bonus of bonuses) count(index, tally, bonus, null, false);
    const ranking = selected(index, tally, masses, passes, most);
    return { ...ranking, best: withPairs(index, query, ranking.best) };
  } finally {
    tally.clear();
  }
}

function count(
  index: RankIndex,
  tally: Tally,
  { term, weight }: UnitTerm,
  unit: number | null,
  isWhole: boolean,
): void {
  const number = index.vocabulary.number(term);
  if (number === undefined) return;
  const worth = (weight * rarityOf(index, term)) / 255;
  if (unit === null) tally.bonus(index.vocabulary.postings[number]!, index.alive, worth);
  else tally.unit(index.vocabulary.postings[number]!, index.alive, worth, 1 << unit, isWhole);
}

function selected(index: RankIndex, tally: Tally, masses: readonly number[], passes: Passes, most: number): Ranking {
  const all = (1 << masses.length) - 1;
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  const shares = new Map<number, number>();
  const shareOf = (mask: number): number => {
    let share = shares.get(mask);
    if (share === undefined) {
      share = masses.reduce((sum, mass, unit) => (mask & (1 << unit) ? sum + mass : sum), 0) / total;
      shares.set(mask, share);
    }
    return share;
  };
  const best = new Best(most);
  let full = 0;
  // From the newest on: of equals the newer one is kept.
  for (let at = tally.touched - 1; at >= 0; at--) {
    const document = tally.documents[at]!;
    const mask = tally.masks[document]!;
    if (mask === 0) continue;
    const isFull = tally.wholes[document] === all;
    const score = tally.scores[document]! * shareOf(mask);
    if (!isFull && score <= best.least) continue;
    if (!passes(document)) continue;
    if (isFull) full++;
    best.add(document, score);
  }
  const ranked = best.items.map((document): Ranked => {
    const share = shareOf(tally.masks[document]!);
    return {
      document,
      id: index.idOf(document),
      seq: index.seqOf(document),
      score: tally.scores[document]! * share,
      share,
      mask: tally.masks[document]!,
      isFull: tally.wholes[document] === all,
    };
  });
  return { best: ranked, full };
}

function withPairs(index: RankIndex, { pairs }: RankQuery, best: Ranked[]): Ranked[] {
  const known = pairs.flatMap(([first, second]) => {
    const [a, b] = [index.vocabulary.number(first), index.vocabulary.number(second)];
    return a === undefined || b === undefined
      ? []
      : [{ a, b, worth: PAIR * Math.max(rarityOf(index, first), rarityOf(index, second)) }];
  });
  for (const ranked of known.length > 0 ? best : []) {
    const words = index.orders.of(ranked.document);
    let bonus = 0;
    for (const { a, b, worth } of known) if (standBeside(words, a, b)) bonus += worth;
    ranked.score += bonus * ranked.share;
  }
  return best.toSorted(byScore);
}

function standBeside(words: Uint32Array, a: number, b: number): boolean {
  for (let at = words.indexOf(a); at >= 0; at = words.indexOf(a, at + 1)) if (words[at + 1] === b) return true;
  return false;
}

/** The best first; of equals the newer one. */
export const byScore = (a: Ranked, b: Ranked): number => b.score - a.score || b.seq - a.seq;
