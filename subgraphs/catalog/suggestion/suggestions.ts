import { unavailable } from '../../../kit/graphql/refusal.ts';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { fold } from '../../../kit/text/fold.ts';
import { textFor, TEXT_KEY, type Locale } from '../../../kit/text/localized-text.ts';
import { categoryTree } from '../category/tree/tree.ts';
import type { Engine, EngineQuery } from '../engine/engine.ts';
import type { Generations } from '../indexing/generations.ts';
import type { CompanyDocument } from '../indexing/company-document.ts';
import type { ProductDocument } from '../indexing/product-document.ts';
import type { Withdrawals } from '../product/withdrawals.ts';
import { wordsOf } from '../search/criteria.ts';
import { SuggestionKind, type Suggestion } from './suggestion.type.ts';

/** Suggestions from what is written in names: categories first, then companies, then products. */
export class Suggestions {
  readonly #engine: Engine;
  readonly #generations: Generations;
  readonly #withdrawals: Withdrawals;

  constructor(engine: Engine, generations: Generations, withdrawals: Withdrawals) {
    this.#engine = engine;
    this.#generations = generations;
    this.#withdrawals = withdrawals;
  }

  async suggest(prefix: string, first: number, locale: Locale): Promise<Suggestion[]> {
    const words = wordsOf(prefix);
    if (words === '') return [];
    const [products, companies] = await this.#engine
      .search<ProductDocument & CompanyDocument>(this.#queries(words, first))
      .catch(() => {
        throw unavailable(
          'Suggestions do not answer at the moment; browsing by category does. Try again in a few seconds.',
        );
      });
    const ofCompanies = companies!.hits.filter(({ id }) => !this.#withdrawals.hidesCompany(id));
    const ofProducts = products!.hits.filter(({ id, companyId }) => !this.#withdrawals.hides(id, companyId));
    const all: Suggestion[] = [
      ...categoriesLike(words, locale).slice(0, Math.ceil(first / 4)),
      ...ofCompanies
        .slice(0, Math.ceil(first / 4))
        .map(({ id, card }) => suggestion(SuggestionKind.COMPANY, textFor(card.name, locale), globalId('Company', id))),
      ...ofProducts.map((hit) =>
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

  #queries(q: string, limit: number): EngineQuery[] {
    return [
      {
        indexUid: this.#generations.live('products'),
        q,
        limit: limit * 2,
        attributesToSearchOn: ['name_tr', 'name_zh', 'name_en'],
        attributesToRetrieve: ['id', 'companyId', 'name_tr', 'name_zh', 'name_en'],
      },
      {
        indexUid: this.#generations.live('companies'),
        q,
        limit,
        attributesToSearchOn: ['names'],
        attributesToRetrieve: ['id', 'card'],
      },
    ];
  }
}

const suggestion = (
  kind: SuggestionKind,
  text: string,
  nodeId: string | null,
  categoryCode: string | null = null,
): Suggestion => ({ kind, text, nodeId, categoryCode });

/** Categories one of whose words, in any language, begins with what was typed. */
function categoriesLike(words: string, locale: Locale): Suggestion[] {
  const wanted = fold(words);
  return categoryTree
    .filter(({ name }) =>
      Object.values(name).some(
        (text) => ` ${fold(text)}`.includes(` ${wanted}`) || (/\p{Script=Han}/u.test(wanted) && text.includes(wanted)),
      ),
    )
    .map(({ code, name }) => suggestion(SuggestionKind.CATEGORY, name[TEXT_KEY[locale]], null, code));
}
