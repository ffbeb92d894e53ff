import type { GraphQLResolveInfo } from 'graphql';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { selectionOf } from '../../../kit/graphql/selection.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { presentCard } from '../company/company-card.presenter.ts';
import type { CompanyDocument } from '../indexing/company-document.ts';
import { connectionOf } from './connection.presenter.ts';
import { companyCriteria } from './criteria.ts';
import { readCursor, searchDigest } from './cursor.ts';
import { companyOrder } from './order.ts';
import { COMPANY_TEXTS, textsOfCompany } from './hit-text.ts';
import { facetsOf, foundNothing, tellsOfHits, type SearchParts } from './product-search.ts';
import type { SearchCompaniesArgs } from './search.args.ts';
import type { SearchRequest } from './search-plan.ts';
import { tellStanding } from './standing.ts';

const CARD = ['id', 'seq', 'card', 'country', 'verifiedUntil'];

/** Search of companies: from the arguments and the selection to a connection. */
export class CompanySearch {
  readonly #parts: SearchParts;

  constructor(parts: SearchParts) {
    this.#parts = parts;
  }

  async find(args: SearchCompaniesArgs, context: CatalogContext, info: GraphQLResolveInfo) {
    const locale = (args.locale as Locale | null | undefined) ?? context.locale;
    const orderBy = args.orderBy ?? 'RELEVANCE';
    const criteria = companyCriteria(args.query, args.where);
    const digest = searchDigest(['companies', criteria.words, args.where, orderBy, orderBy === 'NAME' ? locale : null]);
    const order = companyOrder(orderBy, criteria.words !== '', locale);
    const selected = selectionOf(info);
    const generation = this.#parts.generations.live('companies');
    const { ground } = this.#parts.search;
    const request: SearchRequest = {
      index: generation,
      criteria,
      order,
      first: pageSize(args.first),
      after: args.after ? readCursor(args.after, digest(), order.lead ? 'key' : 'offset') : null,
      retrieve: [
        ...new Set([
          ...CARD,
          ...(order.lead ? [order.lead.attribute] : []),
          ...(tellsOfHits(selected) ? COMPANY_TEXTS : []),
        ]),
      ],
      facets: facetsOf(selected, info),
      wantsTotal: selected.has('totalCount'),
      now: Date.now(),
    };
    const result = await this.#parts.search.run<CompanyDocument>(request);
    if (foundNothing(result)) this.#parts.unanswered.note(criteria.words, locale);
    const found = result.hits.map(({ id, card, country, verifiedUntil }) =>
      this.#parts.withdrawals.hidesCompany(id) ? null : presentCard({ id, ...card, country, verifiedUntil }, locale),
    );
    const toldHit = (hit: CompanyDocument) => ({ ...hit, texts: textsOfCompany(hit) });
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
    tellStanding(context, this.#parts, ground, {
      selected,
      request,
      result,
      connection,
      isFromIndex: true,
      isRoot: true,
    });
    return connection;
  }
}
