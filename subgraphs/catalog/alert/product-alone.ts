import type { Concepts } from '../language/concepts.ts';
import type { KnownWords } from '../query/understand.ts';
import { hasPhrases } from '../ranking/phrase-test.ts';
import { RankIndex } from '../ranking/rank-index.ts';
import type { RankedDocument } from '../ranking/ranked-document.ts';

/** A product in an index of its own, as document 0: it has there what it has in the index of all. */
export interface ProductAlone {
  product: RankedDocument;
  index: RankIndex;
  words: KnownWords;
  terms: readonly string[];
}

export function productAlone(product: RankedDocument, concepts: Concepts): ProductAlone {
  const index = new RankIndex(() => concepts);
  index.put([product]);
  return { product, index, words: index.vocabulary, terms: index.vocabulary.terms };
}

/** Whether the words of each phrase stand beside each other in it. */
export const phrasesHeldIn = ({ index }: ProductAlone, phrases: readonly (readonly string[])[]): boolean =>
  phrases.length === 0 || hasPhrases(index, phrases)(0);
