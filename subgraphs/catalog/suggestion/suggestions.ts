import { unavailable } from '../../../kit/graphql/refusal.ts';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { textFor, TEXT_KEY, type Locale } from '../../../kit/text/localized-text.ts';
import { categoryTree } from '../category/tree/tree.ts';
import type { Engine, EngineQuery } from '../engine/engine.ts';
import type { Generations } from '../indexing/generations.ts';
import type { CompanyDocument } from '../indexing/company-document.ts';
import type { ProductDocument } from '../indexing/product-document.ts';
import type { Withdrawals } from '../product/withdrawals.ts';
import type { Ranked } from '../ranking/rank-query.ts';
import { wordsOf } from '../search/criteria.ts';
import type { WordSearch } from '../search/word-search.ts';
import { SuggestionKind, type Suggestion } from './suggestion.type.ts';

export interface SuggestionParts {
  engine: Engine;
  generations: Generations;
  withdrawals: Withdrawals;
  products: WordSearch;
  companies: WordSearch;
  categories: WordSearch;
}

/** Suggestions from what is written in names, also in pinyin and with a slip: categories first, then companies, then products. */
export class Suggestions {
  readonly #parts: SuggestionParts;

  constructor(parts: SuggestionParts) {
    this.#parts = parts;
  }

  async suggest(prefix: string, first: number, locale: Locale): Promise<Suggestion[]> {
    const { products, companies, categories } = this.#parts;
    const typed = wordsOf(prefix);
    if (typed === '') return [];
    const [found, firms] = await this.#documents(products.complete(typed, first * 2), companies.complete(typed, first));
    const quarter = Math.ceil(first / 4);
    const all: Suggestion[] = [
      ...categories.complete(typed, quarter).map(({ seq }) => ofCategory(seq, locale)),
      ...firms
        .slice(0, quarter)
        .map(({ id, card }) => suggestion(SuggestionKind.COMPANY, textFor(card.name, locale), globalId('Company', id))),
      ...found.map((hit) =>
        suggestion(
          SuggestionKind.PRODUCT,
          textFor({ tr: hit.name_tr, zh: hit.name_zh, en: hit.name_en }, locale),
          globalId('Product', hit.id),
        ),
      ),
    ];
    const seen = new Set<string>();
    return all.filter(({ kind, text }) => !seen.has(`${kind}:${text}`) && seen.add(`${kind}:${text}`)).slice(0, first);
  }

  /** What results show of these, in their order, without what was hidden. */
  async #documents(products: readonly Ranked[], companies: readonly Ranked[]) {
    const { engine, generations, withdrawals } = this.#parts;
    const queries = [
      query(generations.live('products'), products, ['id', 'seq', 'companyId', 'name_tr', 'name_zh', 'name_en']),
      query(generations.live('companies'), companies, ['id', 'seq', 'card']),
    ];
    const [found, firms] = await engine.search<ProductDocument & CompanyDocument>(queries).catch(() => {
      throw unavailable(
        'Suggestions do not answer at the moment; browsing by category does. Try again in a few seconds.',
      );
    });
    return [
      inOrder(products, found!.hits).filter(({ id, companyId }) => !withdrawals.hides(id, companyId)),
      inOrder(companies, firms!.hits).filter(({ id }) => !withdrawals.hidesCompany(id)),
    ] as const;
  }
}

const query = (indexUid: string, ranked: readonly Ranked[], attributesToRetrieve: string[]): EngineQuery => ({
  indexUid,
  filter: [[`seq IN [${ranked.map(({ seq }) => seq).join(',')}]`]],
  limit: ranked.length,
  attributesToRetrieve,
});

function inOrder<H extends { seq: number }>(ranked: readonly Ranked[], hits: readonly H[]): H[] {
  const bySeq = new Map(hits.map((hit) => [hit.seq, hit]));
  return ranked.flatMap(({ seq }) => bySeq.get(seq) ?? []);
}

const suggestion = (
  kind: SuggestionKind,
  text: string,
  nodeId: string | null,
  categoryCode: string | null = null,
): Suggestion => ({ kind, text, nodeId, categoryCode });

function ofCategory(place: number, locale: Locale): Suggestion {
  const { code, name } = categoryTree[place]!;
  return suggestion(SuggestionKind.CATEGORY, name[TEXT_KEY[locale]], null, code);
}
