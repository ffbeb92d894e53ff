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
  account: {
    period: null,
    endsWith: 'The account is cancelled and the seven days are over in which that can be taken back.',
    within: 'P30D',
    reason: 'The account needs it; KVKK art. 13 and GDPR art. 12(3) leave 30 days for carrying out an erasure.',
    afterwards: 'delete',
    policy: 'Account, contact details, login name',
  },
  'unproven registration': {
    period: 'P7D',
    since: 'The registration.',
    reason: 'The proof of the address may come late.',
    afterwards: 'delete',
    policy: 'Registration whose e-mail address was not proven',
  },
  correspondence: {
    period: 'P12M',
    since: 'The last message of the thread.',
    reason: 'Answering them.',
    afterwards: 'delete',
    policy: 'Inquiries, replies and relay addresses',
  },
  'correspondence file': {
    period: null,
    endsWith: 'The last message of the thread.',
    within: 'P12M',
    reason: 'Answering them.',
    afterwards: 'delete',
    policy: 'Inquiries, replies and relay addresses',
  },
  'unproven inquiry': {
    period: 'P7D',
    since: 'The inquiry.',
    reason: 'The proof of the address may come late.',
    afterwards: 'delete',
    policy: 'Inquiry of a guest whose address was not proven',
  },
  session: {
    period: 'P30D',
    since: 'The last use of the session.',
    reason: 'Staying signed in.',
    afterwards: 'delete',
    policy: 'Sign-in sessions',
  },
  'security log': {
    period: 'P90D',
    since: 'The event.',
    reason: 'Abnormal account states can be recognised, and explained to the member, over a season.',
    afterwards: 'delete',
    policy: 'Device and service log',
  },
  evidence: {
    period: null,
    endsWith: 'The claim is decided against or expires.',
    within: 'P90D',
    reason: 'Disputes about the decision, fraud.',
    afterwards: 'delete',
    policy: 'Business licences and other evidence',
  },
  declarations: {
    period: null,
    endsWith: 'We no longer rely on it.',
    within: 'P3Y',
    reason: 'Proof towards the person and the authorities: GDPR art. 7(1), KVKK art. 12.',
    afterwards: 'anonymise',
    policy: 'Declarations of authorisation, consents, accepted policy versions',
  },
  'public history': {
    period: 'P12M',
    since: 'The change.',
    reason: 'Tracing errors and abuse in what others see.',
    afterwards: 'delete',
    policy: 'History of corrections to what others see',
  },
  subscriptions: {
    period: null,
    endsWith: 'The subscription is ended.',
    within: null,
    reason:
      'Sending what was ordered; a second click on a link that ends it finds what it ended, for less than an hour.',
    afterwards: 'delete',
    policy: 'Subscriptions and saved searches',
  },
  devices: {
    period: 'P12M',
    since: 'The last use of the device.',
    reason: 'Reaching the device.',
    afterwards: 'delete',
    policy: 'Device tokens for alerts',
  },
  'mail queue': {
    period: 'P7D',
    since: 'The mail was written.',
    reason: 'Trying again after a failure.',
    afterwards: 'delete',
    policy: 'E-mails and push messages waiting to be sent',
  },
  decisions: {
    period: 'P12M',
    since: 'The matter was closed.',
    reason: 'Appeals, repeated abuse.',
    afterwards: 'delete',
    policy: 'Reports of abuse, investigations of fraud, decisions on content',
  },
  'rights case': {
    period: 'P3Y',
    since: 'The case was closed.',
    reason:
      'Proof towards the person and the authorities; the Turkish by-law on deletion art. 7(3) asks for at least three years.',
    afterwards: 'delete',
    policy: 'Requests about your rights',
  },
  'unproven rights request': {
    period: 'P7D',
    since: 'The request.',
    reason: 'The proof of the address may come late.',
    afterwards: 'delete',
    policy: 'Inquiry of a guest whose address was not proven',
  },
  imports: {
    period: 'P30D',
    since: 'The upload.',
    reason: 'Correcting rows that failed.',
    afterwards: 'delete',
    policy: 'Import files and their row reports',
  },
  'export archive': {
    period: 'P7D',
    since: 'The archive was made.',
    reason: 'Handing it over: its link works once.',
    afterwards: 'delete',
    policy: 'Export archives',
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
