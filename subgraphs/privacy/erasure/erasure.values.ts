/** Why a person is erased: any of the five grounds on which they may ask for it, the end of a period, or an authority's order. */
export const ERASURE_GROUNDS = [
  'UNLAWFUL_PROCESSING',
  'NO_CONSENT',
  'AGREEMENT_BREACH',
  'SUBJECT_LEFT',
  'SERVICE_ENDED',
  'RETENTION_EXPIRED',
  'AUTHORITY_ORDER',
] as const;
export type ErasureGroundName = (typeof ERASURE_GROUNDS)[number];

/**
 * PLANNED: two officers have to approve. APPROVED: it begins by itself. RUNNING: its steps are done, one after the other. BLOCKED: something is
 * not as planned, and an officer plans anew. WAITING: all is done but what a legal hold keeps. CERTIFIED: all is done. VOID: another plan took
 * its place, or the case went on without it.
 */
export const ERASURE_STATES = ['PLANNED', 'APPROVED', 'RUNNING', 'BLOCKED', 'WAITING', 'CERTIFIED', 'VOID'] as const;
export type ErasureStateName = (typeof ERASURE_STATES)[number];

/** What is done, in this order. */
export const ERASURE_STEPS = [
  'FENCE',
  'DRAIN',
  'REVOKE',
  'UNINDEX',
  'ERASE',
  'SHRED',
  'PURGE',
  'VERIFY',
  'CERTIFY',
] as const;
export type ErasureStepName = (typeof ERASURE_STEPS)[number];

/**
 * What keeps an erasure from going on. PART_UNAVAILABLE goes by itself, and so does TOO_MUCH_HELD of who left, when holds were released; for the others an
 * officer plans anew.
 */
export const ERASURE_BLOCKS = [
  'PART_UNAVAILABLE',
  'OTHER_DECLARATION',
  'OTHER_REFERENCES',
  'OTHER_COMPANIES',
  'OTHER_PLACES',
  'TOO_MUCH_HELD',
  'NOT_FENCED',
  'COUNT_DIFFERS',
  'SOMETHING_LEFT',
  'KEY_LEFT',
  'INDEX_LEFT',
] as const;
export type ErasureBlockName = (typeof ERASURE_BLOCKS)[number];

/** What an officer decides on a text of somebody else that names the person. */
export const MENTION_DECISIONS = ['KEEP', 'REDACT'] as const;

/** What becomes of a company when a person goes. */
export const COMPANY_FATES = ['ERASED', 'WITHDRAWN', 'LIVES_ON'] as const;
