import { requiredTerms, type Understood } from '../query/understood.ts';
import type { RankIndex } from '../ranking/rank-index.ts';
import { MOST_UNITS } from '../ranking/rank.ts';
import { rarityOf } from '../ranking/weights.ts';
import { choiceFor, ENGINE_WORDS, FEW } from './word-set.ts';
import type { WordsFound } from './word-search.ts';

const ROUNDING = 1e-9;

/** Which documents belong to what a query means. */
export interface Belonging {
  /** Whether a document, living or gone, belongs to it, or may. */
  belongs: (document: number) => boolean;
  /** Whether that is still decided in the same way: how rare words are moves with every document, in steps. */
  isSame: () => boolean;
}

/**
 * Tells of documents that come or go later whether they belong to what a query's words were found to mean, for as long as the words are read so. Null where that cannot
 * be told by the document alone: where the words were taken for others, or nothing had all of them, a further document may change what they mean.
 */
export function belonging(words: WordsFound, index: RankIndex): Belonging | null {
  const { understood, listed, isLikeliest } = words;
  const { units, didYouMean } = understood;
  if (!isLikeliest || didYouMean !== null || units.some(({ corrected }) => corrected)) return null;
  // Of longer queries the rarest words are chosen.
  if (units.length >= MOST_UNITS) return null;
  const full = listed?.filter(({ isFull }) => isFull).length ?? FEW;
  if (full === 0) return null;
  return full >= FEW || understood.isQuoted ? ofAll(understood, index) : ofEnough(understood, index, full);
}

function ofAll(understood: Understood, index: RankIndex): Belonging {
  const terms = requiredTerms(understood)
    .slice(0, ENGINE_WORDS)
    .toSorted((a, b) => index.vocabulary.count(a) - index.vocabulary.count(b));
  return { belongs: (document) => terms.every((term) => index.has(document, term)), isSame: () => true };
}

/** Few documents have all: whatever has as much as is worth showing stands beside them. */
function ofEnough(understood: Understood, index: RankIndex, full: number): Belonging {
  const terms = understood.units.map((unit) => unit.terms.map(({ term }) => term));
  const massOf = ([own]: readonly string[]) => rarityOf(index, own!);
  const masses = terms.map(massOf);
  const { share, unit: needed } = choiceFor(understood).worth(full);
  const least = share * masses.reduce((sum, mass) => sum + mass, 0);
  const has = (document: number, unit: number) => terms[unit]!.some((term) => index.has(document, term));
  return {
    belongs: (document) => {
      if (needed !== null && !has(document, needed)) return false;
      let mass = 0;
      for (let unit = 0; unit < terms.length; unit++) if (has(document, unit)) mass += masses[unit]!;
      return mass >= least - ROUNDING;
    },
    isSame: () => terms.every((alike, unit) => massOf(alike) === masses[unit]),
  };
}
