import { engineTerm } from '../language/engine-term.ts';
import type { Choice, Ranked, Ranking, Worth } from '../ranking/rank-query.ts';
import { requiredTerms, type Understood } from '../query/understood.ts';
import type { SearchSet } from './search-plan.ts';

/** Fewer documents that have everything are joined by those that have most. */
export const FEW = 10;
/** Documents in a set that is named one by one. */
export const LISTED = 300;
/** Documents that are ranked in full where a query's terms name the set; the engine's order follows them. */
export const RANKED = 200;
/** Words that the engine reads. */
export const ENGINE_WORDS = 10;
/** What a document needs of the query's weight to be better than nothing, of all and of what the best one has. */
const LEAST_SHARE = { few: 0.5, many: 0.3 };
const LEAST_OF_BEST = 0.4;
const LEAST_BESIDE_FULL = 0.35;
/** With so few words each counts, the noun above all. */
export const FEW_WORDS = 3;

/** The documents that a query's words mean. */
export interface WordSet {
  set: SearchSet;
  /** The documents one by one, the best first, where terms do not name them. */
  listed: readonly Ranked[] | null;
  /** Words that not every result has; null: all have all. */
  dropped: readonly string[] | null;
  /** More documents have everything than are listed. */
  isCut: boolean;
}

/**
 * Decides what a query means, by its words alone, whatever it is narrowed by: what has all of them where that is enough to choose from; else also what has most of
 * them, down to where nothing is better than rubbish. `ranking` is of the query without facets; null: it could not be ranked. Pure.
 */
export function wordSet(understood: Understood, ranking: Ranking | null): WordSet {
  const terms = requiredTerms(understood).map(engineTerm);
  const named: WordSet = {
    set: { q: terms.slice(0, ENGINE_WORDS).join(' ') },
    listed: null,
    dropped: null,
    isCut: false,
  };
  if (terms.length === 0) return { ...named, ...listing([]) };
  if (!ranking) return named;
  const isEnough = ranking.full >= FEW;
  if (isEnough && terms.length <= ENGINE_WORDS && !needsPhrases(understood)) return named;
  if (isEnough || understood.isQuoted) {
    const listed = ranking.best.filter(({ isFull }) => isFull);
    return { ...listing(listed), dropped: null, isCut: ranking.full > listed.length };
  }
  const listed = worthShowing(understood, ranking);
  const partly = listed.filter(({ isFull }) => !isFull);
  return {
    ...listing(listed),
    dropped: partly.length > 0 ? droppedWords(understood, partly) : null,
    isCut: false,
  };
}

/** What the engine cannot tell: whether words stand beside each other. A single word within quotation marks is a word. */
const needsPhrases = ({ isQuoted, phrases }: Understood): boolean =>
  isQuoted && phrases.some(({ length }) => length > 1);

const listing = (listed: readonly Ranked[]) => ({ set: { only: listed.map(({ seq }) => seq) }, listed });

/** What of a ranking a set can be made of. */
export const choiceFor = (understood: Understood): Choice => ({
  enough: FEW,
  worth: (full) => worthOf(understood, full),
});

function worthOf({ units, head }: Understood, full: number): Worth {
  const isFew = units.length <= FEW_WORDS;
  // Of few words, what has the others but not the noun is something else.
  const unit = isFew && head >= 0 ? head : null;
  if (full > 0) return { share: LEAST_BESIDE_FULL, unit };
  return { share: isFew ? LEAST_SHARE.few : LEAST_SHARE.many, unit };
}

function worthShowing(understood: Understood, { best, full }: Ranking): Ranked[] {
  const { share, unit } = worthOf(understood, full);
  const most = Math.max(0, ...best.map((ranked) => ranked.share));
  const least = full > 0 ? share : Math.max(share, most * LEAST_OF_BEST);
  const isIt = ({ mask }: Ranked) => unit === null || (mask & (1 << unit)) !== 0;
  return best.filter((ranked) => ranked.isFull || (ranked.share >= least && isIt(ranked)));
}

/** The words, as written, that most of the documents lack; where most lack none, those that some lack, or else have in another form. Never empty. */
function droppedWords({ units, text }: Understood, partly: readonly Ranked[]): string[] {
  const lacking = units.map((_, unit) => partly.filter(({ mask }) => !(mask & (1 << unit))).length);
  // Where each of them has every word, most have it in another form than was asked for: then no word is sure.
  const least = [partly.length / 2, 0, -1].find((few) => lacking.some((count) => count > few))!;
  return units.filter((_, unit) => lacking[unit]! > least).map(({ start, end }) => text.slice(start, end));
}
