import { requiredTerms, type Understood } from '../query/understood.ts';
import type { RankIndex } from '../ranking/rank-index.ts';
import { rarityOf } from '../ranking/weights.ts';
import { choiceFor, ENGINE_WORDS, FEW } from './word-set.ts';
import type { WordsFound } from './word-search.ts';

/** Whether a document, living or gone, belongs to what a query means, or may. */
export type Belongs = (document: number) => boolean;

/**
 * Tells of documents that come or go later whether they belong to what a query's words were found to mean. Null where that cannot be told by the document alone:
 * where the words were taken for others, or nothing had all of them, a further document may change what they mean.
 */
export function belonging(words: WordsFound, index: RankIndex): Belongs | null {
  const { understood, listed, isLikeliest } = words;
  if (!isLikeliest || understood.didYouMean !== null || understood.units.some(({ corrected }) => corrected))
    return null;
  const full = listed?.filter(({ isFull }) => isFull).length ?? FEW;
  if (full === 0) return null;
  return full >= FEW || understood.isQuoted ? hasAll(understood, index) : hasEnough(understood, index, full);
}

function hasAll(understood: Understood, index: RankIndex): Belongs {
  const { vocabulary } = index;
  const terms = requiredTerms(understood)
    .slice(0, ENGINE_WORDS)
    .toSorted((a, b) => vocabulary.count(a) - vocabulary.count(b));
  return (document) => terms.every((term) => index.has(document, term));
}

/** Few documents have all: whatever has as much as is worth showing stands beside them. */
function hasEnough(understood: Understood, index: RankIndex, full: number): Belongs {
  const { units } = understood;
  const { share, unit: needed } = choiceFor(understood).worth(full);
  const masses = units.map(({ terms }) => rarityOf(index, terms[0]!.term));
  const least = share * masses.reduce((sum, mass) => sum + mass, 0);
  const has = (document: number, unit: number) => units[unit]!.terms.some(({ term }) => index.has(document, term));
  return (document) => {
    if (needed !== null && !has(document, needed)) return false;
    let mass = 0;
    for (let unit = 0; unit < units.length; unit++) if (has(document, unit)) mass += masses[unit]!;
    return mass >= least * 0.99;
  };
}
