import { contribution } from './contribution.ts';
import type { RankIndex } from './rank-index.ts';
import type { Ranked, RankQuery } from './rank-query.ts';
import { MOST_UNITS } from './rank.ts';

/** One document by itself, scored without what stands beside each other; null: it lacks something that is looked for. */
export function rankOne(index: RankIndex, query: RankQuery, document: number): Ranked | null {
  const units = query.units.slice(0, MOST_UNITS).map(({ terms }) => contribution(index, terms[0]!, document));
  if (units.length === 0 || units.includes(0)) return null;
  const bonuses = query.bonuses.map((bonus) => contribution(index, bonus, document));
  return {
    document,
    id: index.idOf(document),
    seq: index.seqOf(document),
    score: [...units, ...bonuses].reduce((sum, worth) => sum + worth, 0),
    share: 1,
    mask: (1 << units.length) - 1,
    isFull: true,
  };
}
