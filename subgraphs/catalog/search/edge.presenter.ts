import type { Locale } from '../../../kit/text/localized-text.ts';
import type { Concepts } from '../language/concepts.ts';
import { explainRank } from '../ranking/explain-rank.ts';
import type { RankIndex } from '../ranking/rank-index.ts';
import { RankingStage, type Explanation } from './explanation.type.ts';
import { highlightHtml, matchesIn } from './highlight.ts';
import type { HitText } from './hit-text.ts';
import type { Words } from './search-result.ts';

/** What an edge says of its hit beside the node. */
export interface Told {
  index: RankIndex;
  concepts: Concepts;
  /** What became of the query. */
  words: Words;
  locale: Locale;
}

/** A hit of a search for words. */
export interface ToldHit {
  seq: number;
  verifiedUntil: number;
  publishedAt?: number;
  texts: readonly HitText[];
}

export const termsOf = ({ understood }: Words): ReadonlySet<string> =>
  new Set([
    ...understood.units.flatMap(({ terms }) => terms.map(({ term }) => term)),
    ...understood.bonuses.map(({ term }) => term),
  ]);

export const highlightsOf = ({ words, concepts }: Told, { texts }: ToldHit): { field: string; html: string }[] => {
  const terms = termsOf(words);
  return texts.flatMap(({ field, text }) => {
    const html = highlightHtml(text, terms, concepts);
    return html === null ? [] : [{ field, html }];
  });
};

/** The language whose texts have most of the query; of several the reader's. Null: what was found stands in none of them. */
export function matchedLocale({ words, concepts, locale }: Told, { texts }: ToldHit): Locale | null {
  const terms = new Set(words.understood.units.flatMap((unit) => unit.terms.map(({ term }) => term)));
  const found = new Map<Locale, Set<string>>();
  for (const { locale: of, text } of texts) {
    if (of === null) continue;
    const known = found.get(of) ?? new Set();
    for (const { term } of matchesIn(text, terms, concepts)) known.add(term);
    found.set(of, known);
  }
  const most = Math.max(0, ...[...found.values()].map(({ size }) => size));
  if (most === 0) return null;
  return found.get(locale)?.size === most ? locale : [...found].find(([, { size }]) => size === most)![0];
}

/** How a hit came to stand where it stands. */
export function explanationOf(told: Told, hit: ToldHit): Explanation {
  const { index, concepts, words } = told;
  const ranked = words.head?.find(({ seq }) => seq === hit.seq);
  const score = ranked && explainRank(index, words.understood, ranked);
  const parts = words.understood.units.map(({ start, end, terms: [first] }, unit) => ({
    word: words.understood.text.slice(start, end),
    rarity: score?.units[unit]?.rarity ?? null,
    contribution: score?.units[unit]?.contribution ?? null,
    fields: [
      ...new Set(
        hit.texts
          .filter(({ text }) => matchesIn(text, new Set([first!.term]), concepts).length > 0)
          .map(({ field }) => field),
      ),
    ],
  }));
  return {
    stage: words.lifted.has(hit.seq) ? RankingStage.SPONSORED : ranked ? RankingStage.RANKED : RankingStage.ENGINE,
    score: ranked?.score ?? null,
    share: ranked?.share ?? null,
    neighbours: score?.rest ?? null,
    parts,
    matchedLocale: matchedLocale(told, hit) as Explanation['matchedLocale'],
    verifiedUntil: hit.verifiedUntil > Date.now() ? new Date(hit.verifiedUntil) : null,
    publishedAt: hit.publishedAt ? new Date(hit.publishedAt) : null,
    sponsored: words.lifted.has(hit.seq),
  };
}
