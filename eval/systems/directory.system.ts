import type { Locale } from '../../kit/text/localized-text.ts';
import type { CompanyCard } from '../../schema/events/company-card.ts';
import { productSettings } from '../../subgraphs/catalog/indexing/index-settings.ts';
import { rankedProduct } from '../../subgraphs/catalog/indexing/ranked-product.ts';
import { productDocument } from '../../subgraphs/catalog/indexing/product-document.ts';
import { UNSAID, type ProductRecord } from '../../subgraphs/catalog/product/product.record.ts';
import { productCriteria } from '../../subgraphs/catalog/search/criteria.ts';
import { productOrder } from '../../subgraphs/catalog/search/order.ts';
import { Concepts } from '../../subgraphs/catalog/language/concepts.ts';
import { RANKING_BUDGET } from '../../subgraphs/catalog/ranking/rank.ts';
import { RankIndex } from '../../subgraphs/catalog/ranking/rank-index.ts';
import { Search } from '../../subgraphs/catalog/search/search.ts';
import { shippedTerms } from '../../subgraphs/catalog/term/shipped-terms.ts';
import { WordSearch } from '../../subgraphs/catalog/search/word-search.ts';
import type { Answer, EvalDocument, EvaluatedSystem, SystemName } from './evaluated-system.ts';
import { IndexIds } from './index-ids.ts';
import { throwawayEngine, type ThrowawayEngine } from './throwaway-engine.ts';

const INDEX = 'products-eval';
/** As many characters as the directory takes. */
const LONGEST_QUERY = 500;

/** The directory's own way: its documents, its settings and its search, without the network between. */
export class DirectorySystem implements EvaluatedSystem {
  readonly name: SystemName;
  readonly #env: NodeJS.ProcessEnv;
  readonly #budget: number;
  readonly #ids = new IndexIds();
  #engine: ThrowawayEngine | null = null;
  #search: Search | null = null;

  /** With a ranking budget of nothing it is the directory's first stage alone. */
  constructor(env: NodeJS.ProcessEnv, name: SystemName = 'directory', budget = RANKING_BUDGET) {
    this.#env = env;
    this.name = name;
    this.#budget = budget;
  }

  async load(documents: readonly EvalDocument[]): Promise<void> {
    const { engine, tasks, fill } = (this.#engine = await throwawayEngine(this.#env));
    await tasks.done((await engine.admin.createIndex(INDEX, { primaryKey: 'id' })).taskUid);
    await tasks.done((await engine.admin.index(INDEX).updateSettings(productSettings)).taskUid);
    const concepts = new Concepts(shippedTerms);
    const index = new RankIndex(() => concepts);
    const records = documents.map((document) => recordOf(this.#ids.of(document.id), document));
    await fill(
      INDEX,
      records.map((record, at) => productDocument(record, cardOf(documents[at]!), concepts)),
    );
    index.put(records.map((record, at) => rankedProduct(record, cardOf(documents[at]!))));
    this.#search = new Search(
      engine,
      new WordSearch({ index, concepts: () => concepts, budget: this.#budget, isWhole: () => true }),
    );
  }

  async search(query: string, locale: Locale, first: number): Promise<Answer> {
    const { hits, words } = await this.#search!.run({
      index: INDEX,
      criteria: productCriteria(query.slice(0, LONGEST_QUERY), null),
      order: productOrder('RELEVANCE', true, locale),
      first,
      after: null,
      retrieve: ['id', 'seq'],
      facets: [],
      wantsTotal: false,
      now: Date.now(),
    });
    return { ids: hits.map(({ id }) => this.#ids.back(id)), stages: words?.head ? 2 : 1 };
  }

  async close(): Promise<void> {
    await this.#engine?.close();
  }
}

const NOWHERE = '00';
const EPOCH = new Date(0);

function recordOf(id: string, { title, text, goods }: EvalDocument): ProductRecord {
  return {
    ...UNSAID,
    _id: id,
    companyId: id,
    name: title,
    description: text,
    origins: {},
    categoryCode: goods?.categoryCode ?? NOWHERE,
    hsCode: goods?.hsCode ?? null,
    attributes: goods?.attributes ?? [],
    unit: 'C62',
    status: 'PUBLISHED',
    publishedAt: EPOCH,
    createdAt: EPOCH,
    updatedAt: EPOCH,
    version: 1,
  };
}

const cardOf = ({ id, brand }: EvalDocument): CompanyCard => ({
  _id: id,
  traderRef: null,
  slug: 'eval',
  name: brand === null ? {} : { en: brand },
  country: 'TR',
  region: null,
  city: {},
  mainProducts: [],
  description: {},
  categoryCodes: [],
  verifiedUntil: null,
  hidden: false,
  createdAt: EPOCH,
  version: 1,
});
