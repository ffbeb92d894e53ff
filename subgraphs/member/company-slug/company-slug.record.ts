import { instant, text } from '../../../kit/record/field.ts';
import { record } from '../../../kit/record/record.ts';

/**
 * That a slug was chosen by a company, or was its own before: the id is the slug. It leads to that company for good, and is never given to
 * another. Only of legal entities: a sole trader's slug does not change.
 */
export const companySlugRecord = record({
  collection: 'companySlugs',
  version: 1,
  fields: { companyId: text(24, undefined, '^[0-9a-f]{24}$'), since: instant() },
  indexes: [{ keys: { companyId: 1 } }],
});
