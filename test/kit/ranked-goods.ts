import type { LocalizedText } from '../../kit/text/localized-text.ts';
import { Concepts, type NamedConcept } from '../../subgraphs/catalog/language/concepts.ts';
import { RankIndex } from '../../subgraphs/catalog/ranking/rank-index.ts';
import type { RankedDocument } from '../../subgraphs/catalog/ranking/ranked-document.ts';
import { WordSearch } from '../../subgraphs/catalog/search/word-search.ts';
import { productCriteria } from '../../subgraphs/catalog/search/criteria.ts';

const id = (seq: number): string => seq.toString(16).padStart(24, '0');

/** A document with a name; `en` where no language is said. */
export const goods = (
  seq: number,
  name: string | LocalizedText,
  { texts, ...rest }: Partial<Omit<RankedDocument, 'texts'>> & { texts?: Partial<RankedDocument['texts']> } = {},
): RankedDocument => ({
  id: id(seq),
  seq,
  texts: {
    name: [typeof name === 'string' ? { en: name } : name],
    supplier: [],
    text: [],
    attributes: [],
    ...texts,
  },
  codes: {},
  numbers: {},
  ...rest,
});

/** Documents with these names, numbered from 1. */
export const named = (...names: (string | LocalizedText)[]): RankedDocument[] =>
  names.map((name, index) => goods(index + 1, name));

export const NO_CONCEPTS = new Concepts([]);

export function indexOf(documents: readonly RankedDocument[], terms: readonly NamedConcept[] = []): RankIndex {
  const concepts = terms.length > 0 ? new Concepts(terms) : NO_CONCEPTS;
  const index = new RankIndex(() => concepts);
  index.put(documents);
  return index;
}

/** Search for words over an index of these documents; and which it finds, the best first. */
export function wordsOver(documents: readonly RankedDocument[], terms: readonly NamedConcept[] = []) {
  const concepts = new Concepts(terms);
  const index = new RankIndex(() => concepts);
  index.put(documents);
  const search = new WordSearch({ index, concepts: () => concepts, isWhole: () => true });
  const find = (query: string) => search.find(productCriteria(query, null), 0, true);
  return {
    index,
    search,
    find,
    /** The numbers of documents that have all that the query asks for. */
    full: (query: string): number[] => (find(query).head ?? []).filter(({ isFull }) => isFull).map(({ seq }) => seq),
  };
}
