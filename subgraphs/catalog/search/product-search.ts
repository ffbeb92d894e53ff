import type { GraphQLResolveInfo } from 'graphql';
import type { GraphQLObjectType } from 'graphql';
import { badInput, pageSize } from '../../../kit/graphql/refusal.ts';
import { argumentOf, selectionOf, type Selection } from '../../../kit/graphql/selection.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { CatalogContext } from '../catalog.context.ts';
import type { ProductDocument } from '../indexing/product-document.ts';
import type { Generations } from '../indexing/generations.ts';
import { ATTRIBUTES_OF, FoundProduct, isInIndex } from '../product/found-product.ts';
import { presentProduct } from '../product/product.presenter.ts';
import type { UnansweredQueries } from '../unanswered/unanswered-queries.ts';
import type { Withdrawals } from '../product/withdrawals.ts';
import { connectionOf, type Found } from './connection.presenter.ts';
import { productCriteria } from './criteria.ts';
import { readCursor, searchDigest } from './cursor.ts';
import { facetNames } from './facet-plan.ts';
import { OF_PRODUCTS_ALONE } from './facet-token.ts';
import { productOrder } from './order.ts';
import type { SearchProductsArgs } from './search.args.ts';
import { PRODUCT_TEXTS, textsOfProduct } from './hit-text.ts';
import type { Search } from './search.ts';
import type { SearchRequest } from './search-plan.ts';
import type { Hit, SearchResult } from './search-result.ts';
import { tellStanding } from './standing.ts';

export interface SearchParts {
  search: Search;
  generations: Generations;
  withdrawals: Withdrawals;
  /** Whether it is known here what comes into that generation of an index. */
  isFollowed: (generation: string) => boolean;
  /** Told of what found nothing. */
  unanswered: Pick<UnansweredQueries, 'note'>;
}

/** Search of products: from the arguments and the selection to a connection. */
export class ProductSearch {
  readonly #parts: SearchParts;

  constructor(parts: SearchParts) {
    this.#parts = parts;
  }

  async find(args: SearchProductsArgs, context: CatalogContext, info: GraphQLResolveInfo) {
    const locale = (args.locale as Locale | null | undefined) ?? context.locale;
    const orderBy = args.orderBy ?? 'RELEVANCE';
    const criteria = productCriteria(args.query, args.where);
    if (orderBy.startsWith('PRICE') && !args.where?.currency) {
      throw badInput('Expected `where.currency` with an order by price: prices compare within one currency only.');
    }
    const digest = searchDigest(['products', criteria.words, args.where, orderBy, orderBy === 'NAME' ? locale : null]);
    const order = productOrder(orderBy, criteria.words !== '', locale);
    const selected = selectionOf(info);
    const node = selected.get('edges')?.below.get('node')?.below ?? new Map();
    const generation = this.#parts.generations.live('products');
    const { ground } = this.#parts.search;
    const request: SearchRequest = {
      index: generation,
      criteria,
      order,
      first: pageSize(args.first),
      after: args.after ? readCursor(args.after, digest(), order.lead ? 'key' : 'offset') : null,
      retrieve: [
        ...new Set([
          'id',
          'seq',
          ...(order.lead ? [order.lead.attribute] : []),
          ...attributesOf(node),
          ...(tellsOfHits(selected) ? [...PRODUCT_TEXTS, 'verifiedUntil', 'publishedAt'] : []),
        ]),
      ],
      facets: facetsOf(selected, info),
      wantsTotal: selected.has('totalCount'),
      now: Date.now(),
    };
    const result = await this.#parts.search.run<ProductDocument>(request);
    if (foundNothing(result)) this.#parts.unanswered.note(criteria.words, locale);
    const found = await this.#present(result.hits, node, locale, context);
    const toldHit = (hit: ProductDocument) => ({ ...hit, texts: textsOfProduct(hit) });
    const connection = connectionOf({
      result,
      found,
      toldHit,
      told: this.#parts.search.told,
      criteria,
      digest,
      generation,
      locale,
      after: args.after ?? null,
    });
    const isFromIndex = found.every((one) => one instanceof FoundProduct);
    const isRoot = info.parentType.name === 'Query';
    tellStanding(context, this.#parts, ground, { selected, request, result, connection, isFromIndex, isRoot });
    return connection;
  }

  /** Hits as products; from their records only where the selection asks for more than the index holds. */
  async #present(hits: ProductDocument[], node: Selection, locale: Locale, context: CatalogContext): Promise<Found[]> {
    const beyondIndex = !isInIndex(node);
    const needed = beyondIndex ? hits : node.has('description') ? hits.filter(({ cut }) => cut) : [];
    const records = new Map(
      (await context.products.loadMany(needed.map(({ id }) => id))).flatMap((shown) =>
        shown && !(shown instanceof Error) ? [[shown.record._id, shown]] : [],
      ),
    );
    const from = new Set(needed.map(({ id }) => id));
    return hits.map((hit) => {
      if (this.#parts.withdrawals.hides(hit.id, hit.companyId)) return null;
      const shown = records.get(hit.id);
      if (shown) return presentProduct(shown.record, shown.card, locale);
      return from.has(hit.id) ? null : new FoundProduct(hit, locale);
    });
  }
}

/** Whether the words themselves mean nothing here, whatever the search is narrowed by. */
export const foundNothing = ({ words }: Pick<SearchResult<Hit>, 'words'>): boolean => words?.listed?.length === 0;

/** Whether more is asked of hits than they show: then their texts are needed. */
export const tellsOfHits = (selected: Selection): boolean =>
  ['highlights', 'matchedLocale', 'explanation'].some((field) => selected.get('edges')?.below.has(field));

const attributesOf = (node: Selection): string[] => {
  const attributes = new Set<string>(['companyId']);
  for (const field of node.keys()) for (const attribute of ATTRIBUTES_OF[field] ?? []) attributes.add(attribute);
  return [...attributes];
};

/** The facets of all times that `facets` is selected; each may name other keys. */
export function facetsOf(selected: Selection, info: GraphQLResolveInfo) {
  const isOfCompanies = info.fieldName === 'searchCompanies';
  const type = info.schema.getType(isOfCompanies ? 'CompanyConnection' : 'ProductConnection') as GraphQLObjectType;
  const keys = argumentOf(selected, type, 'facets', 'keys', info.variableValues).flat() as string[];
  const names = keys.length > 0 ? facetNames(keys) : [];
  return isOfCompanies ? names.filter((name) => name !== OF_PRODUCTS_ALONE) : names;
}
