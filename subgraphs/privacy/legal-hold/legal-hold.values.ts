/** Why records have to be kept though their person asks for their erasure. */
export const LEGAL_HOLD_BASES = [
  'LEGAL_CLAIM',
  'AUTHORITY_ORDER',
  'AUTHORITY_COMPLAINT',
  'TAX_OR_COMMERCIAL_LAW',
] as const;
export type LegalHoldBasisName = (typeof LEGAL_HOLD_BASES)[number];

/** ACTIVE: nothing that it names is erased. RELEASED: it is kept as proof. */
export type LegalHoldStateName = 'ACTIVE' | 'RELEASED';

/** Records, or places of a person, that one hold names. */
export const MOST_HELD_PLACES = 100;
/** Holds that are active at one time. */
export const MOST_ACTIVE_HOLDS = 1_000;
/** Characters that say why. */
export const MOST_HOLD_WORDS = 5_000;
/** Somebody looks at a hold anew at least so often; a leap day among them. */
export const REVIEWED_WITHIN_SECONDS = 731 * 86_400;
