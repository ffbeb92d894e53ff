import { instant, integer, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';

/** In UTF-16 units, folded. */
export const LONGEST_QUERY = 60;
/** So long after it was asked last. */
const KEPT_SECONDS = 180 * 86_400;

/**
 * What was searched for again and again, and nothing was found: about goods, not about whoever asked. Only what `shareable` lets through and at
 * least ten searches had in common comes here; what a single person typed does not. `_id` is made of the locale and the text.
 */
export const unansweredQueryRecord = record({
  collection: 'unansweredQueries',
  version: 1,
  fields: {
    /** Folded. */
    text: text(LONGEST_QUERY),
    locale: oneOf(LOCALES),
    count: integer(1, Number.MAX_SAFE_INTEGER),
    firstAt: instant(),
    lastAt: instant(),
    /** When somebody of the staff had looked at it; null: nobody yet. */
    settledAt: nullable(instant()),
  },
  indexes: [
    { keys: { settledAt: 1, locale: 1, count: -1, _id: 1 } },
    { keys: { settledAt: 1, count: -1, _id: 1 } },
    { keys: { lastAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
});

export type UnansweredQuery = Recorded<typeof unansweredQueryRecord>;
