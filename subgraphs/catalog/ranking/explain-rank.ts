import type { Postings } from './postings.ts';
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
    for (const { term, weight } of terms) {
      const number = index.vocabulary.number(term);
      const impact =
        number === undefined || document === undefined ? 0 : impactIn(index.vocabulary.postings[number]!, document);
      if (impact > 0) return { rarity, contribution: (weight * rarityOf(index, term) * impact) / 255 };
    }
    return { rarity, contribution: 0 };
  });
  const sum = parts.reduce((all, { contribution }) => all + contribution, 0);
  return { units: parts, rest: Math.max(0, score / share - sum) };
}

/** How much a term says of a document, 0 to 255; 0: it does not stand there. By halving: entries stand in the order of documents. */
export function impactIn({ entries, length }: Postings, document: number): number {
  let [from, to] = [0, length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (entries[middle]! >>> 8 < document) from = middle + 1;
    else to = middle;
  }
  return from < length && entries[from]! >>> 8 === document ? entries[from]! & 0xff : 0;
}
