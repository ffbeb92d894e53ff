import { contribution } from './contribution.ts';
import type { RankIndex } from './rank-index.ts';
import type { Ranked, RankQuery } from './rank-query.ts';
import { rarityOf } from './weights.ts';

/** How a score is made: `(the units' contributions + rest) × share`. */
export interface ScoreParts {
  units: { rarity: number; contribution: number }[];
  /** For words that stand beside each other as in the query, and for what was not asked for and speaks for the document. */
  rest: number;
}

/** Takes a document's score apart. What is changed meanwhile may make the parts differ from the whole a little; its number may be another one, too. */
export function explainRank(index: RankIndex, { units }: RankQuery, { seq, score, share }: Ranked): ScoreParts {
  const document = index.numberOf(seq);
  const parts = units.map(({ terms }) => {
    const rarity = rarityOf(index, terms[0]!.term);
    const added = document === undefined ? [] : terms.map((term) => contribution(index, term, document));
    return { rarity, contribution: added.find((worth) => worth > 0) ?? 0 };
  });
  const sum = parts.reduce((all, part) => all + part.contribution, 0);
  return { units: parts, rest: Math.max(0, score / share - sum) };
}
