import { flag, group, instant, list, nullable, oneOf, subjectRef, text } from '../../kit/record/field.ts';
import { about } from '../../kit/record/personal.ts';
import { record, type Recorded } from '../../kit/record/record.ts';
import { LOCALES } from '../../kit/text/localized-text.ts';

/** Of whoever saved a search: what the search says is their search history. */
export const aboutSearcher = about({
  subject: 'subjectRef',
  purposes: ['alerts'],
  basis: 'contract',
  retention: 'subscriptions',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});
const PLAIN = { protection: 'plain' } as const;
export const SEARCHED = 'user.behavior.search_history';

const code = (most: number) => text(most, aboutSearcher(SEARCHED, PLAIN));

/** What a saved search is narrowed by, as the search of products takes it; `companyId` is a local id. */
export const savedWhere = () =>
  group({
    facets: list(code(30), 50),
    notFacets: list(code(30), 50),
    category: nullable(code(20)),
    country: list(code(2), 50),
    verified: nullable(flag(aboutSearcher(SEARCHED, PLAIN))),
    currency: nullable(code(3)),
    priceMinimum: nullable(code(30)),
    priceMaximum: nullable(code(30)),
    /** The smallest order that is wanted; null, both: any. */
    quantityAmount: nullable(code(30)),
    quantityUnit: nullable(code(3)),
    companyId: nullable(text(24, aboutSearcher(SEARCHED, PLAIN), '^[0-9a-f]{24}$')),
  });

/**
 * A search that somebody wants to hear of: published by the member subgraph while its subscription lives, with it in one transaction, and gone
 * with it. The id is the subscription’s. The catalog holds new products against it; the words are sealed for whoever typed them.
 */
export const savedSearchRecord = record({
  collection: 'savedSearches',
  version: 1,
  fields: {
    subjectRef: subjectRef('ANYBODY', aboutSearcher('user.unique_id.pseudonymous', PLAIN)),
    /** Empty: whatever is narrowed by `where`. */
    query: text(500, aboutSearcher(SEARCHED)),
    where: savedWhere(),
    locale: oneOf(LOCALES, aboutSearcher('user.account.settings', PLAIN)),
    /** What was published before then is not told. */
    savedAt: instant(aboutSearcher(SEARCHED, PLAIN)),
  },
  indexes: [{ keys: { subjectRef: 1 } }],
});

export type SavedSearch = Recorded<typeof savedSearchRecord>;
export type SavedWhere = SavedSearch['where'];
