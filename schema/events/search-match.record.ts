import { flag, instant, nullable, subjectRef, text } from '../../kit/record/field.ts';
import { record, type Recorded } from '../../kit/record/record.ts';
import { localizedText } from '../../kit/text/localized-text.ts';
import { workFields } from '../../kit/work/work.fields.ts';
import { aboutSearcher, SEARCHED } from './saved-search.record.ts';

/** Longer than any digest waits. */
const KEPT_SECONDS = 90 * 86_400;
const PLAIN = { protection: 'plain' } as const;
const id = () => text(24, aboutSearcher(SEARCHED, PLAIN), '^[0-9a-f]{24}$');

/**
 * That a product has come to be what a saved search looks for: written by the catalog, told by the member subgraph, once for a search and a product
 * (the id is both), whatever comes later. It stays when it was told, so that nothing is told twice.
 */
export const searchMatchRecord = record({
  collection: 'searchMatches',
  version: 1,
  fields: {
    ...workFields,
    subjectRef: subjectRef('ANYBODY', aboutSearcher('user.unique_id.pseudonymous', PLAIN)),
    savedSearchId: id(),
    productId: id(),
    companyId: text(24, undefined, '^[0-9a-f]{24}$'),
    /** The product’s name as it was then. */
    name: localizedText(300),
    at: instant(aboutSearcher(SEARCHED, PLAIN)),
    /** Whether the product can be seen; the catalog keeps it so until the match is told. */
    shown: flag(),
    /** The gathering that it waits in; null: in none. */
    digestId: nullable(text(24)),
    /** When it was told, or found to be none of anybody’s business any more; null: not yet. */
    doneAt: nullable(instant(aboutSearcher(SEARCHED, PLAIN))),
  },
  indexes: [
    { keys: { doneAt: 1, digestId: 1, dueAt: 1 } },
    { keys: { savedSearchId: 1 } },
    { keys: { productId: 1 } },
    { keys: { companyId: 1 } },
    { keys: { subjectRef: 1 } },
    { keys: { digestId: 1 }, partialFilterExpression: { digestId: { $type: 'string' } } },
    { keys: { at: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
});

export type SearchMatch = Recorded<typeof searchMatchRecord>;
