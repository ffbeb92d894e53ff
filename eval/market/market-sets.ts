import type { Locale } from '../../kit/text/localized-text.ts';
import { companies } from '../../seed/company/companies.ts';
import { articles, type Article } from '../../seed/product/products.ts';
import { LANGUAGES, type Language } from '../../seed/text/phrase.ts';
import type { Split } from '../eval-arguments.ts';
import { hasAnswer, type JudgedQuery } from '../metrics/judged-query.ts';
import type { JudgedSet } from '../sets/judged-set.ts';
import type { EvalDocument } from '../systems/evaluated-system.ts';
import { isHeldOut } from './held-out.ts';
import { acrossQueries } from './made/across.ts';
import { exactQueries } from './made/exact.ts';
import { misspeltQueries } from './made/misspelt.ts';
import { mixedQueries } from './made/mixed.ts';
import { marketDocument } from './market-documents.ts';
import type { MarketQuery } from './market-query.ts';
import { ANSWERS_FROM, gradeOf, offerOf, type Offer } from './offer.ts';
import { writtenQueries } from './written/written-queries.ts';

/** The market that queries are made from; a larger or smaller one is asked the same. */
const DEFAULT = { companies: 400, products: 6_000 };
const PRODUCTS_PER_COMPANY = DEFAULT.products / DEFAULT.companies;

/** The market's documents, and its judged queries by language. */
export interface Market {
  documents: EvalDocument[];
  judged: Record<Language, JudgedQuery[]>;
}

export function judgedMarket(products: number): Market {
  const traders = [...companies(Math.max(DEFAULT.companies, Math.ceil(products / PRODUCTS_PER_COMPANY)))];
  const all = [...articles(traders, Math.max(products, DEFAULT.products))];
  const offered = all.slice(0, products);
  const companyOf = new Map(traders.map((company) => [company.id, company]));
  const offers = offered.map(offerOf);
  const queries = marketQueries(all.slice(0, DEFAULT.products));
  return {
    documents: offered.map(({ product }) => marketDocument(product, companyOf.get(product.companyId)!)),
    judged: Object.fromEntries(
      LANGUAGES.map((language) => [language, judgedIn(language, queries, offers)]),
    ) as Market['judged'],
  };
}

const marketQueries = (made: readonly Article[]): MarketQuery[] => [
  ...LANGUAGES.flatMap((language) =>
    [exactQueries, misspeltQueries, mixedQueries, acrossQueries].flatMap((queries) => queries(made, language)),
  ),
  ...writtenQueries(),
];

function judgedIn(language: Language, queries: readonly MarketQuery[], offers: readonly Offer[]): JudgedQuery[] {
  const described = new Set(offers.flatMap(({ id, languages }) => (languages.has(language) ? [id] : [])));
  const judged = queries
    .filter((query) => query.language === language)
    .map((query) => judgedQuery(query, offers, query.kind === 'across' ? described : undefined));
  // In a small market, what is asked for may not be on offer.
  return judged.filter((query) => query.kind === 'no-answer' || hasAnswer(query, ANSWERS_FROM));
}

function judgedQuery(
  { language, kind, text, wanted }: MarketQuery,
  offers: readonly Offer[],
  aside?: ReadonlySet<string>,
): JudgedQuery {
  const grades = new Map<string, number>();
  for (const offer of offers) {
    const grade = wanted === null || aside?.has(offer.id) ? 0 : gradeOf(offer, wanted);
    if (grade > 0) grades.set(offer.id, grade);
  }
  return { id: `${language}:${kind}:${text}`, text, kind, grades, complete: true, ...(aside && { aside }) };
}

const SPLIT: Record<Split, (query: JudgedQuery) => boolean> = {
  tuning: ({ id }) => !isHeldOut(id),
  'held-out': ({ id }) => isHeldOut(id),
  all: () => true,
};

/** A set for each language and each split. */
export const marketSets = ({ judged }: Market, splits: readonly Split[]): JudgedSet[] =>
  LANGUAGES.flatMap((language) =>
    splits.map((split) => ({
      name: `${language} ${split}`,
      locale: language.toUpperCase() as Locale,
      answersFrom: ANSWERS_FROM,
      queries: judged[language].filter(SPLIT[split]),
    })),
  );
