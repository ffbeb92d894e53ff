/** How long one kind of personal data is kept, and why; what is past it is deleted or made anonymous without anyone asking. */
export type RetentionRule = (
  | {
      /** ISO 8601 duration. */
      readonly period: string;
      /** What starts the period. */
      readonly since: string;
    }
  | {
      /** No fixed period: it ends with an event. */
      readonly period: null;
      readonly endsWith: string;
      /** ISO 8601 duration: at the latest so long after the event it is gone; null: there and then. */
      readonly within: string | null;
    }
) & {
  /** Why so long, with the law where there is one. */
  readonly reason: string;
  readonly afterwards: 'delete' | 'anonymise';
  /** The kind of data under which the privacy policy states the same, in its English text. */
  readonly policy: string;
};

/**
 * The retention schedule, by the key that declarations name. The table is closed: a key that nothing names goes, and a declaration that
 * names another key fails `npm run check:privacy`. The privacy policy tells people the same periods.
 */
export const RETENTION_SCHEDULE = {
  'while listed': {
    period: null,
    endsWith: 'The company no longer shows or uses it, or is no longer listed.',
    within: 'P30D',
    reason: 'The directory itself; 30 days are what KVKK art. 13 and GDPR art. 12(3) leave for carrying out a removal.',
    afterwards: 'delete',
    policy: 'Company details, store contacts, named contact persons',
  },
  'audit log': {
    period: null,
    endsWith: 'The service ends.',
    within: null,
    reason:
      'Proof of what was done to personal data: GDPR art. 5(2), KVKK art. 12, PIPL art. 51; the Turkish by-law on deletion art. 7(3) asks for at least three years.',
    afterwards: 'delete',
    policy: 'Audit log and list of erasures carried out',
  },
} as const satisfies Readonly<Record<string, RetentionRule>>;
