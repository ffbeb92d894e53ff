import { Concepts } from '../../subgraphs/catalog/language/concepts.ts';
import { shippedTerms } from '../../subgraphs/catalog/term/shipped-terms.ts';
import { RankIndex } from '../../subgraphs/catalog/ranking/rank-index.ts';
import type { RankedDocument } from '../../subgraphs/catalog/ranking/ranked-document.ts';
import { hasPhrases } from '../../subgraphs/catalog/ranking/phrase-test.ts';
import { rank } from '../../subgraphs/catalog/ranking/rank.ts';
import { WordSearch } from '../../subgraphs/catalog/search/word-search.ts';
import { companies } from '../../seed/company/companies.ts';
import { products } from '../../seed/product/products.ts';

/** So many products of the seeded market as they are ranked, and which of them have all that a query asks for. */
export function rankedMarket(count: number) {
  const traders = [...companies(Math.ceil(count / 15))];
  const nameOf = new Map(traders.map(({ id, name }) => [id, name]));
  const documents = [...products(traders, count)].map(
    ({ id, companyId, name, description, hsCode, attributes }, index): RankedDocument => ({
      id,
      seq: index + 1,
      texts: {
        name: [name],
        supplier: [nameOf.get(companyId)!],
        text: [description],
        attributes: [
          ...attributes.map(({ value }) => (typeof value === 'string' ? { en: value } : value)),
          { en: hsCode },
        ],
      },
      codes: {},
      numbers: {},
    }),
  );
  const concepts = new Concepts(shippedTerms);
  const index = new RankIndex(() => concepts);
  index.put(documents);
  const search = new WordSearch({ index, concepts: () => concepts, isWhole: () => true });
  const known = new Map<string, ReadonlySet<number>>();
  const found = (query: string): ReadonlySet<number> => {
    let seqs = known.get(query);
    if (!seqs) {
      const understood = search.understand(query);
      const { best } = rank(index, understood, { passes: hasPhrases(index, understood.phrases) }, count)!;
      known.set(query, (seqs = new Set(best.filter(({ isFull }) => isFull).map(({ seq }) => seq))));
    }
    return seqs;
  };
  return { documents, search, index, found };
}
