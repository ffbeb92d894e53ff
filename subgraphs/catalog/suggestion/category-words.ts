import { categoryTree } from '../category/tree/tree.ts';
import type { Concepts } from '../language/concepts.ts';
import { RankIndex } from '../ranking/rank-index.ts';
import { WordSearch } from '../search/word-search.ts';

/** The names of categories, to be found like everything else. A category's number is its place in the tree. */
export function categoryWords(concepts: () => Concepts): WordSearch {
  const index = new RankIndex(concepts);
  index.put(
    categoryTree.map(({ code, name }, seq) => ({
      id: code,
      seq,
      texts: { name: [name], supplier: [], text: [], attributes: [] },
      codes: {},
      numbers: {},
    })),
  );
  return new WordSearch({ index, concepts, isWhole: () => true });
}
