import { instant } from '../../../kit/record/field.ts';
import { record } from '../../../kit/record/record.ts';
import { DECISIONS_KEPT_SECONDS } from '../../../schema/events/staff-account.ts';

/**
 * That an account or an address may send no inquiries, as staff decided. The id is a keyed hash of it, so that it names nobody; after
 * twelve months it is gone.
 */
export const blockedWriterRecord = record({
  collection: 'blockedWriters',
  version: 1,
  fields: { since: instant() },
  indexes: [{ keys: { since: 1 }, expireAfterSeconds: DECISIONS_KEPT_SECONDS }],
});
