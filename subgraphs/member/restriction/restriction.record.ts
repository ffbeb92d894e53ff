import { flag, group, instant, integer, list, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { COMPANY_ROLES } from '../../../schema/events/membership.record.ts';

/**
 * ACCOUNT_LEFT: the holder of an account left. RESTRICTION: the person asked that their data be kept and not used. ERASURE: they are being
 * erased, and nothing of it is taken back.
 */
export const RESTRICTION_REASONS = ['ACCOUNT_LEFT', 'RESTRICTION', 'ERASURE'] as const;

const aboutPerson = about({
  subject: 'subjectRef',
  purposes: ['account'],
  basis: 'legal obligation',
  retention: 'account',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
});

/**
 * That somebody's data is kept and not used, and why. The id is the reference of the person. Each reason is taken back on its own; with the
 * last one the record goes, and what it kept is put back.
 */
export const restrictionRecord = record({
  collection: 'restrictions',
  version: 2,
  fields: {
    subjectRef: subjectRef('ANYBODY', aboutPerson('user.unique_id.pseudonymous')),
    reasons: list(
      group({
        reason: oneOf(RESTRICTION_REASONS, aboutPerson('user.privacy_preferences')),
        at: instant(aboutPerson('user.privacy_preferences')),
        /** When the person can take it back no more; null: it has no end of its own. */
        until: nullable(instant(aboutPerson('user.privacy_preferences'))),
      }),
      RESTRICTION_REASONS.length,
    ),
    /** As whom the person acted for a company until then; null: for none. */
    membership: nullable(
      group({
        accountId: text(24, aboutPerson('user.unique_id.pseudonymous'), '^[0-9a-f]{24}$'),
        companyId: text(24, aboutPerson('user.workplace'), '^[0-9a-f]{24}$'),
        role: oneOf(COMPANY_ROLES, aboutPerson('user.job_title')),
        paused: flag(aboutPerson('user.account.settings')),
        since: instant(aboutPerson('user.workplace')),
        version: integer(1, 2 ** 31),
      }),
    ),
  },
  indexes: [{ keys: { 'membership.companyId': 1 } }],
});

export type RestrictionRecord = Recorded<typeof restrictionRecord>;
export type RestrictionReasonName = (typeof RESTRICTION_REASONS)[number];
