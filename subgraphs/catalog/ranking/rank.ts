import { Best } from './best.ts';
import type { Passes } from './columns.ts';
import { codesOf, type Codes } from './orders.ts';
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
/** So many of the best are looked at for it. */
const PAIRED = 120;

/** What documents have to pass to be counted, and what of them to be shown; one look at the index serves both. */
export interface Narrowing {
  passes: Passes;
  /** Asked of documents that pass; absent: all of them are shown. */
  narrow?: Passes;
}

/**
 * The documents that have most of what is looked for: each unit by how much its term says of the document (BM25F) and how rare it is, more where words
 * stand beside each other as in the query, all times the share of the query that the document has. Null when that would read more than one query may:
 * the engine’s order has to do then. Pure; does not wait.
 */
export function rank(
  index: RankIndex,
  query: RankQuery,
  narrowing: Narrowing,
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
    return selected(index, tally, { masses, pairs: pairsOf(index, query) }, narrowing, most);
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
  const { postings } = index.vocabulary;
  const entries = postings.entries(number);
  if (unit === null) tally.bonus(entries, index.alive, worth);
  else tally.unit(entries, index.alive, worth, 1 << unit, isWhole);
}

/** What selecting looks at beside the tally: what each unit weighs, and which words stand beside each other. */
interface Weighing {
  masses: readonly number[];
  pairs: readonly Pair[];
}
interface Pair {
  codes: Codes;
  worth: number;
}

function selected(
  index: RankIndex,
  tally: Tally,
  { masses, pairs }: Weighing,
  { passes, narrow }: Narrowing,
  most: number,
): Ranking {
  const all = (1 << masses.length) - 1;
  const shareOf = sharesOf(masses);
  const best = new Best(most);
  const narrowed = narrow ? new Best(most) : best;
  const having: number[] = [];
  // From the newest on: of equals the newer one is kept.
  for (let at = tally.touched - 1; at >= 0; at--) {
    const document = tally.documents[at]!;
    const mask = tally.masks[document]!;
    if (mask === 0) continue;
    const isFull = tally.wholes[document] === all;
    const score = tally.scores[document]! * shareOf(mask);
    const isBetter = score > best.least || score > narrowed.least;
    if (!(isFull || isBetter) || !passes(document)) continue;
    if (isFull) having.push(document);
    if (!isBetter) continue;
    best.add(document, score);
    if (narrow?.(document)) narrowed.add(document, score);
  }
  const listOf = (chosen: Best) => {
    const masks = chosen.items.map((document) => tally.masks[document]!);
    const wholes = chosen.items.map((document) => tally.wholes[document] === all);
    // Ordered when it is read: often only one of the two lists is.
    return once(() => {
      const list = chosen.items.map((document, at): Ranked => {
        const mask = masks[at]!;
        const id = index.idOf(document);
        const seq = index.seqOf(document);
        return { document, id, seq, score: chosen.scores[at]!, share: shareOf(mask), mask, isFull: wholes[at]! };
      });
      return withPairs(index, pairs, list.toSorted(byScore));
    });
  };
  const shown = listOf(best);
  const within = narrow ? listOf(narrowed) : shown;
  return {
    full: having.length,
    having,
    get best() {
      return shown();
    },
    get narrowed() {
      return within();
    },
  };
}

/** Of the weight of a query, what the units of a mask have of it. */
function sharesOf(masses: readonly number[]): (mask: number) => number {
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  const shares = new Float64Array(1 << masses.length).fill(-1);
  return (mask) => {
    if (shares[mask]! < 0)
      shares[mask] = masses.reduce((sum, mass, unit) => (mask & (1 << unit) ? sum + mass : sum), 0) / total;
    return shares[mask]!;
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const pairsOf = (index: RankIndex, { pairs }: RankQuery): Pair[] =>
  pairs.flatMap(([first, second]) => {
    const [a, b] = [index.vocabulary.number(first), index.vocabulary.number(second)];
    if (a === undefined || b === undefined) return [];
    return [{ codes: codesOf([a, b]), worth: PAIR * Math.max(rarityOf(index, first), rarityOf(index, second)) }];
  });

/** Words beside each other count for the best, which are what is looked at. */
function withPairs(index: RankIndex, pairs: readonly Pair[], best: Ranked[]): Ranked[] {
  if (pairs.length === 0) return best;
  for (const ranked of best.slice(0, PAIRED)) {
    let bonus = 0;
    for (const { codes, worth } of pairs) if (index.orders.has(ranked.document, codes)) bonus += worth;
    ranked.score += bonus * ranked.share;
  }
  return best.toSorted(byScore);
}

/** The best first; of equals the newer one. */
export const byScore = (a: Ranked, b: Ranked): number => b.score - a.score || b.seq - a.seq;
