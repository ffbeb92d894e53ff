import type { Locale } from '../../../kit/text/localized-text.ts';
import type { CompanyReference } from '../company/company.reference.ts';
import type { FoundProduct } from '../product/found-product.ts';
import type { presentProduct } from '../product/product.presenter.ts';
import type { Criteria } from './criteria.ts';
import { writeCursor } from './cursor.ts';
import { presentFacet } from './facet.presenter.ts';
import { facetNames } from './facet-plan.ts';
import type { Facet } from './facet.type.ts';
import { highlightHtml, isMatch } from './highlight.ts';
import { TotalRelation } from './search-enums.ts';
import type { Hit, SearchResult } from './search.ts';

/** A hit as the API shows it; null when it vanished meanwhile. */
export type Found = FoundProduct | ReturnType<typeof presentProduct> | CompanyReference | null;

export interface Answered {
  result: SearchResult<Hit>;
  found: Found[];
  criteria: Criteria;
  /** Names the search in its cursors. */
  digest: () => string;
  generation: string;
  locale: Locale;
  after: string | null;
}

const FIELD_OF: Record<string, string> = {
  name: 'name',
  text: 'description',
  supplier: 'company.name',
  terms: 'attributes',
  names: 'name',
  products: 'mainProducts',
};

/** A page as a Relay connection. Cursors, facets and highlights are made when they are read. */
export function connectionOf({ result, found, criteria, digest, generation, locale, after }: Answered) {
  const cursorAt = (index: number) => writeCursor(result.positionAfter(index), digest());
  const last = result.hits.length - 1;
  return {
    totalCount: { value: result.total, relation: result.relaxed ? TotalRelation.ESTIMATED : TotalRelation.EXACT },
    facetsOf: (keys: readonly string[]): Facet[] =>
      facetNames(keys).map((key) =>
        presentFacet(key, result.facets.get(key) ?? new Map(), criteria.selections.get(key)?.any ?? new Set(), locale),
      ),
    freshness: { generation, asOf: new Date() },
    edges: result.hits.map((hit, index) => ({
      get cursor() {
        return cursorAt(index);
      },
      node: found[index] ?? null,
      get highlights() {
        return highlightsOf(hit);
      },
    })),
    pageInfo: {
      hasNextPage: result.hasNextPage,
      hasPreviousPage: after !== null,
      get startCursor() {
        return last < 0 ? null : cursorAt(0);
      },
      get endCursor() {
        return last < 0 ? null : cursorAt(last);
      },
    },
  };
}
export type Connection = ReturnType<typeof connectionOf>;

function highlightsOf({ _formatted }: Hit): { field: string; html: string }[] {
  return Object.entries(_formatted ?? {}).flatMap(([attribute, text]) => {
    const field = FIELD_OF[attribute.split('_')[0]!];
    return field && isMatch(text) ? [{ field, html: highlightHtml(text) }] : [];
  });
}
