import { instant, integer, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

/** What an account's log tells. The list grows; a kind never changes its meaning. */
export const SECURITY_EVENT_KINDS = [
  'SIGNED_IN',
  'SIGNED_IN_FROM_NEW_PLACE',
  'SIGN_IN_FAILED',
  'SIGNED_OUT',
  'SESSION_ENDED',
  'OTHER_SESSIONS_ENDED',
  'TOKEN_REUSED',
  'PASSWORD_CHANGED',
  'EMAIL_CHANGED',
  'LOGIN_NAME_CHANGED',
  'SECOND_FACTOR_ADDED',
  'SECOND_FACTOR_REMOVED',
  'RECOVERY_CODE_USED',
  'MASS_CHANGES_PAUSED',
  'MASS_CHANGES_CONFIRMED',
  'MASS_CHANGES_DENIED',
  'ACCOUNT_CANCELLED',
  'ACCOUNT_KEPT',
  'DATA_RESTRICTED',
  'RESTRICTION_LIFTED',
] as const;
export type SecurityEventKind = (typeof SECURITY_EVENT_KINDS)[number];

const KEPT_SECONDS = 90 * 24 * 3_600;

const aboutHolder = about({
  subject: 'subjectRef',
  purposes: ['security'],
  basis: 'legitimate interest',
  retention: 'security log',
  since: 'at',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
});
const SEALED = { protection: 'encrypted' } as const;

/**
 * Something about the safety of an account, as its holder reads it: what, when, and from where as coarsely as recognising it again allows.
 * Failed sign-ins of one hour are one event that counts.
 */
export const securityEventRecord = record({
  collection: 'securityEvents',
  version: 1,
  fields: {
    subjectRef: subjectRef('ANYBODY', aboutHolder('user.unique_id.pseudonymous')),
    accountId: text(24, aboutHolder('user.unique_id.pseudonymous'), '^[0-9a-f]{24}$'),
    kind: oneOf(SECURITY_EVENT_KINDS, aboutHolder('user.behavior')),
    at: instant(aboutHolder('user.behavior')),
    /** How often it happened. */
    count: integer(1, 2 ** 31, aboutHolder('user.behavior')),
    /** The network, never the address; null: the system did it. Of events that count, the first one's. */
    network: nullable(text(50, aboutHolder('user.device.ip_address', SEALED))),
    /** Kind of program and system; null: the system did it. */
    device: nullable(text(60, aboutHolder('user.device', SEALED))),
  },
  indexes: [
    { keys: { accountId: 1, at: -1, _id: -1 } },
    { keys: { subjectRef: 1 } },
    { keys: { at: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
});

export type SecurityEventRecord = Recorded<typeof securityEventRecord>;
