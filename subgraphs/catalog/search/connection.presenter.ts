import type { Locale } from '../../../kit/text/localized-text.ts';
import type { CompanyReference } from '../company/company.reference.ts';
import type { FoundProduct } from '../product/found-product.ts';
import type { presentProduct } from '../product/product.presenter.ts';
import type { Criteria } from './criteria.ts';
import { writeCursor } from './cursor.ts';
import { explanationOf, highlightsOf, matchedLocale, type Told, type ToldHit } from './edge.presenter.ts';
import { presentFacet } from './facet.presenter.ts';
import { facetNames } from './facet-plan.ts';
import type { Facet } from './facet.type.ts';
import { TotalRelation } from './search-enums.ts';
import type { Hit, SearchResult, Words } from './search-result.ts';

/** A hit as the API shows it; null when it vanished meanwhile. */
export type Found = FoundProduct | ReturnType<typeof presentProduct> | CompanyReference | null;

export interface Answered<H extends Hit> {
  result: SearchResult<H>;
  found: Found[];
  /** A hit with its texts, for what is told of it. */
  toldHit(hit: H): ToldHit;
  told: Omit<Told, 'words' | 'locale'>;
  criteria: Criteria;
  /** Names the search in its cursors. */
  digest: () => string;
  generation: string;
  locale: Locale;
  after: string | null;
}

/** A page as a Relay connection. Cursors, facets and what is told of hits are made when they are read. */
export function connectionOf<H extends Hit>(answered: Answered<H>) {
  const { result, found, criteria, digest, generation, locale, after } = answered;
  const { words } = result;
  const cursorAt = (index: number) => writeCursor(result.positionAfter(index), digest());
  const last = result.hits.length - 1;
  const told: Told | null = words && { ...answered.told, words, locale };
  return {
    totalCount: { value: result.total, relation: relationOf(words) },
    relaxed: words?.dropped ? { dropped: [...words.dropped] } : null,
    didYouMean: words?.understood.didYouMean ?? null,
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
      sponsored: words?.lifted.has(hit.seq) ?? false,
      get highlights() {
        return told ? highlightsOf(told, answered.toldHit(hit)) : [];
      },
      get matchedLocale() {
        return told && matchedLocale(told, answered.toldHit(hit));
      },
      get explanation() {
        return told && explanationOf(told, answered.toldHit(hit));
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

function relationOf(words: Words | null): TotalRelation {
  if (words?.dropped || words?.isWhole === false) return TotalRelation.ESTIMATED;
  return words?.isCut ? TotalRelation.AT_LEAST : TotalRelation.EXACT;
}
