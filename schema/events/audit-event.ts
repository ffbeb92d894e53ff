import { instant, integer, nullable, oneOf, subjectRef, text } from '../../kit/record/field.ts';
import { about, type Personal } from '../../kit/record/personal.ts';
import { record, type Recorded } from '../../kit/record/record.ts';

/** What is done to personal data. The list grows; a code never changes its meaning. */
export const AUDIT_ACTIONS = [
  'READ',
  'CREATE',
  'CORRECT',
  'COMPLETE',
  'EXPORT',
  'RESTRICT',
  'RELEASE',
  'FENCE',
  'DRAIN',
  'REVOKE_SESSIONS',
  'UNINDEX',
  'PURGE',
  'ERASE',
  'ANONYMISE',
  'KEY_DESTROYED',
  'KEYS_ROTATED',
  'VERIFY_ERASURE',
  'CERTIFY',
  'RETAIN',
  'TELL_RECIPIENT',
  'RECIPIENT_ANSWERED',
  'CASE_OPENED',
  'CASE_IDENTITY_CONFIRMED',
  'CASE_TAKEN',
  'CASE_DECIDED',
  'CASE_EXTENDED',
  'CASE_PLANNED',
  'CASE_APPROVED',
  'CASE_REFUSED',
  'CASE_WITHDRAWN',
  'CASE_CLOSED',
  'CONSENT_GIVEN',
  'CONSENT_WITHDRAWN',
  'ACCOUNT_CANCELLED',
  'ROLE_GRANTED',
  'ROLE_WITHDRAWN',
  'INCIDENT_RECORDED',
  'INCIDENT_TOLD',
  'BACKUP_RESTORED',
  'ERASURES_REPLAYED',
  'BACKUP_TAKEN',
  'BACKUP_DESTROYED',
  'CLAIM_TAKEN',
  'CLAIM_DECIDED',
  'COMPANY_SUSPENDED',
  'COMPANY_REINSTATED',
  'PRODUCT_TAKEN_DOWN',
  'PRODUCT_REINSTATED',
  'PRODUCT_APPROVED',
  'APPEAL_DECIDED',
  'ABUSE_DECIDED',
  'TERM_PROPOSED',
  'TERM_DECIDED',
  'PRODUCT_SPONSORED',
  'SPONSORSHIP_ENDED',
  'NEWSLETTER_SENT',
  'NEWSLETTER_STOPPED',
] as const;

/** Why it is done. What else there is to say is kept elsewhere, encrypted, and named by `reasonRef`. */
export const AUDIT_REASONS = [
  'SELF_SERVICE',
  'SUBJECT_REQUEST',
  'UNLAWFUL_PROCESSING',
  'NO_CONSENT',
  'AGREEMENT_BREACHED',
  'ACCOUNT_LEFT',
  'SERVICE_ENDED',
  'CONSENT_WITHDRAWN',
  'RETENTION_ENDED',
  'AUTHORITY_ORDER',
  'LEGAL_HOLD',
  'CUSTOMER_SERVICE',
  'VERIFICATION',
  'FRAUD_INVESTIGATION',
  'SECURITY_INCIDENT',
  'KEY_ROTATION',
  'BACKUP_RESTORED',
  'MAINTENANCE',
  'MODERATION',
  'APPEAL',
  'SPONSORSHIP',
  'NEWSLETTER',
] as const;

/** In which capacity the actor acts. `SUBJECT`: on their own data. */
const AUDIT_ROLES = ['SYSTEM', 'SUBJECT', 'MEMBER', 'SUPPORT', 'VERIFIER', 'PRIVACY_OFFICER', 'ADMINISTRATOR'] as const;

const ULID = '[0-7][0-9A-HJKMNP-TV-Z]{25}';
const ID = `${ULID}|[0-9a-f]{24}`;
const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** A reference in the log: a pseudonym, and all that the log has of anybody. */
const pseudonym = (subject: string): Personal =>
  about({
    subject,
    purposes: ['accountability'],
    basis: 'legal obligation',
    retention: 'audit log',
    onErasure: 'retain',
    onExport: 'include',
    protection: 'plain',
  })('user.unique_id.pseudonymous');

/**
 * What an entry of the audit log says. It holds nothing personal: no text in it has room for a name or an address. The references of
 * subjects and actors are pseudonymous: made at random, they say nothing by themselves, and lead nowhere once the subject's key is
 * destroyed; so they stay here when a person is erased.
 */
export const auditEventFields = {
  at: instant(),
  /** The account that acted, or `system`. */
  actor: { ...text(26, pseudonym('actor'), `^(system|${ID})$`), refersTo: 'ANYBODY' as const },
  role: oneOf(AUDIT_ROLES),
  action: oneOf(AUDIT_ACTIONS),
  /** Whose data it was; null: nobody's in particular. */
  subjectRef: nullable(subjectRef('ANYBODY', pseudonym('subjectRef'))),
  /** Collection whose records were touched; null: none. */
  record: nullable(text(40, undefined, '^[a-z][A-Za-z]{1,39}$')),
  /** How many records were touched. */
  count: integer(0, 2 ** 31 - 1),
  reason: oneOf(AUDIT_REASONS),
  /** Where the reason in words is kept, encrypted; null: the code says it all. */
  reasonRef: nullable(text(26, undefined, `^(${ID})$`)),
  /** The request in which it was done; null: in none. */
  requestId: nullable(text(36, undefined, `^${UUID}$`)),
};

/**
 * Something was done to personal data: whoever does it writes this in the same transaction (`recordAudit`). The log of the privacy
 * subgraph takes events in, in order of time, and takes them away from here.
 */
export const auditEventRecord = record({
  collection: 'auditEvents',
  version: 1,
  fields: auditEventFields,
  indexes: [{ keys: { at: 1, _id: 1 } }],
});

export type AuditEvent = Recorded<typeof auditEventRecord>;
