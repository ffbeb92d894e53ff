import { instant, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record } from '../../../kit/record/record.ts';
import { DECISIONS_KEPT_SECONDS } from '../../../schema/events/staff-account.ts';

const aboutWriter = about({
  subject: 'writerRef',
  purposes: ['security'],
  basis: 'legitimate interest',
  retention: 'decisions',
  since: 'since',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});

/**
 * That an account or an address may send no inquiries, as staff decided: sealed under a key of its own, because it is found by a keyed hash that
 * changes with the keys. It stays when whoever it is cancels the account and comes back, and goes when they are erased: nothing is kept of them then,
 * not even that. After twelve months it is gone.
 */
export const blockedWriterRecord = record({
  collection: 'blockedWriters',
  version: 2,
  fields: {
    writerRef: subjectRef('ANYBODY', aboutWriter('user.unique_id.pseudonymous', { protection: 'plain' })),
    /** Which it is of the two, and the account's id or the address. */
    writer: text(300, aboutWriter('user.contact.email')),
    since: instant(),
  },
  indexes: [{ keys: { since: 1 }, expireAfterSeconds: DECISIONS_KEPT_SECONDS }],
  lookups: { writerTokens: { of: 'writer', form: (writer) => writer } },
});
