import { codesOf, type Codes } from './orders.ts';
import type { RankIndex } from './rank-index.ts';
import type { Ranked, Ranking, RankQuery } from './rank-query.ts';
import { rarityOf } from './weights.ts';

/** What standing beside each other says beside the words themselves. */
const PAIR = 0.25;
/** So many of the best are looked at for it. */
const PAIRED = 120;

/** What was found of one document. */
export type Chosen = Omit<Ranked, 'id' | 'seq'>;

interface Found {
  best: Chosen[];
  /** Null: the query is not narrowed. */
  narrowed: Chosen[] | null;
}

/** The best first; of equals the newer one. */
export const byScore = (a: Ranked, b: Ranked): number => b.score - a.score || b.seq - a.seq;

/** A ranking of what has all, and of what is found best. Its lists are made when they are read, before the index changes: often only one of them is, or none. */
export function rankingOf(index: RankIndex, query: RankQuery, having: Uint32Array, find: () => Found): Ranking {
  let found: Found | undefined;
  const chosen = () => (found ??= find());
  const listOf = (documents: Chosen[]) => {
    const list = documents.map(({ document, score, share, mask, isFull }): Ranked => {
      const [id, seq] = [index.idOf(document), index.seqOf(document)];
      return { document, id, seq, score, share, mask, isFull };
    });
    return withNeighbours(index, query, list.toSorted(byScore));
  };
  return listed(
    having,
    () => listOf(chosen().best),
    () => {
      const { narrowed } = chosen();
      return narrowed && listOf(narrowed);
    },
  );
}

/** Of what has all and what has anything one ranking, in which nothing of the first gives way to what has more of one part. */
export function withAll(all: Ranking, any: Ranking, most: number): Ranking {
  const both = (full: readonly Ranked[], others: readonly Ranked[]) =>
    [...full, ...others.filter(({ isFull }) => !isFull).slice(0, most - full.length)].toSorted(byScore);
  return listed(
    all.having,
    () => both(all.best, any.best),
    () => both(all.narrowed, any.narrowed),
  );
}

/** `narrowed`: null: it is the best. */
function listed(having: Uint32Array, best: () => Ranked[], narrowed: () => Ranked[] | null): Ranking {
  let all: Ranked[] | undefined;
  let within: Ranked[] | undefined;
  return {
    full: having.length,
    having,
    get best() {
      return (all ??= best());
    },
    get narrowed() {
      return (within ??= narrowed() ?? this.best);
    },
  };
}

/** Words beside each other as in the query speak for a document; looked up for the best. */
function withNeighbours(index: RankIndex, query: RankQuery, best: Ranked[]): Ranked[] {
  const pairs = pairsOf(index, query);
  if (pairs.length === 0) return best;
  for (const ranked of best.slice(0, PAIRED)) {
    let bonus = 0;
    for (const { codes, worth } of pairs) if (index.orders.has(ranked.document, codes)) bonus += worth;
    ranked.score += bonus * ranked.share;
  }
  return best.toSorted(byScore);
}

const pairsOf = (index: RankIndex, { pairs }: RankQuery): { codes: Codes; worth: number }[] =>
  pairs.flatMap(([first, second]) => {
    const [a, b] = [index.vocabulary.number(first), index.vocabulary.number(second)];
    if (a === undefined || b === undefined) return [];
    return [{ codes: codesOf([a, b]), worth: PAIR * Math.max(rarityOf(index, first), rarityOf(index, second)) }];
  });
