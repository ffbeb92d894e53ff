/** What people ask for by a rights case: KVKK art. 11, GDPR art. 7(3) and 15 to 22, PIPL art. 15 and 44 to 50, and the end of an account. */
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

export type Right = (typeof RIGHTS)[number];
