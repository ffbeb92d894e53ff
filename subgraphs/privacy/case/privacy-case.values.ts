/** What people may ask for. */
export const RIGHTS = [
  'ACCESS',
  'COPY',
  'CORRECTION',
  'COMPLETION',
  'ERASURE',
  'ACCOUNT_CANCELLATION',
  'RESTRICTION',
  'OBJECTION',
  'CONSENT_WITHDRAWAL',
] as const;
export type RightName = (typeof RIGHTS)[number];

/** How it came. */
export const CHANNELS = ['SITE', 'EMAIL', 'TELEPHONE', 'LETTER', 'CHAT'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** The laws by whose clocks it is answered. Where none of them is known to apply, all do. */
export const REGIMES = ['KVKK', 'GDPR', 'PIPL'] as const;
export type RegimeName = (typeof REGIMES)[number];

export const OPEN_STATES = ['IDENTITY_CHECK', 'TRIAGE', 'IN_PROGRESS', 'BLOCKED'] as const;
const CLOSED_ITEM_STATES = ['FULFILLED', 'REFUSED', 'WITHDRAWN'] as const;
export const ITEM_STATES = [...OPEN_STATES, ...CLOSED_ITEM_STATES] as const;
export const CASE_STATES = [...OPEN_STATES, 'FULFILLED', 'PARTLY_FULFILLED', 'REFUSED', 'WITHDRAWN'] as const;
export type CaseStateName = (typeof CASE_STATES)[number];

/** What an item waits for that is no officer. */
export const ITEM_WAITS = [
  'EXPORT',
  'CANCELLATION',
  'ERASURE_APPROVAL',
  'ERASURE',
  'RESTRICTION',
  'PART_UNAVAILABLE',
] as const;
export type ItemWait = (typeof ITEM_WAITS)[number];

/** How it became known that it is the person who asks. */
export const IDENTITY_PROOFS = [
  'SESSION',
  'ADDRESS',
  'SIGNED_LETTER',
  'REGISTERED_EMAIL',
  'ELECTRONIC_SIGNATURE',
  'IDENTITY_DOCUMENT',
  'CALL_BACK',
] as const;
export type IdentityProofName = (typeof IDENTITY_PROOFS)[number];

/** What shows that somebody may act for another. */
export const REPRESENTATIVE_AUTHORITIES = [
  'POWER_OF_ATTORNEY',
  'PARENT_OR_GUARDIAN',
  'COURT_ORDER',
  'CLOSE_RELATIVE_OF_DECEASED',
] as const;

/** Why an item was decided as it was. */
export const FULFILMENT_REASONS = ['DONE_AS_ASKED', 'DONE_IN_PART', 'NOTHING_HELD', 'ALREADY_SO'] as const;
export const REFUSAL_REASONS = [
  'IDENTITY_NOT_PROVEN',
  'NO_AUTHORITY',
  'MANIFESTLY_UNFOUNDED',
  'EXCESSIVE',
  'RIGHTS_OF_OTHERS',
  'DUTY_TO_KEEP',
  'LEGAL_CLAIMS',
  'NOT_PERSONAL_DATA',
] as const;
export const EXTENSION_REASONS = ['COMPLEX', 'MANY_REQUESTS'] as const;
export const CASE_REASONS = [...FULFILMENT_REASONS, ...REFUSAL_REASONS, ...EXTENSION_REASONS] as const;
export type CaseReasonName = (typeof CASE_REASONS)[number];

/** What is done to a case, as its history tells it. */
export const CASE_ACTS = [
  'OPENED',
  'REGISTERED',
  'JOINED',
  'IDENTITY_PROVEN',
  'TAKEN',
  'PLANNED',
  'APPROVED',
  'BEGUN',
  'EXTENDED',
  'FULFILLED',
  'REFUSED',
  'WITHDRAWN',
  'LIFTED',
  'REMINDED',
] as const;
export type CaseActName = (typeof CASE_ACTS)[number];
