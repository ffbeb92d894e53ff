import type { ClaimRecord, ClaimStateName } from './claim.record.ts';

type Stands = Pick<ClaimRecord, 'state' | 'expiresAt'>;

/** Where a claim stands at an instant: a verified one expires by itself. */
export const stateAt = ({ state, expiresAt }: Stands, now: Date): ClaimStateName =>
  state === 'VERIFIED' && expiresAt !== null && expiresAt <= now ? 'EXPIRED' : state;

export const isLive = (claim: Stands, now: Date): boolean => stateAt(claim, now) === 'VERIFIED';

/** The states from which each step goes. */
export const STEPS = {
  take: ['SUBMITTED'],
  decide: ['IN_REVIEW'],
  revoke: ['VERIFIED'],
  withdraw: ['SUBMITTED', 'IN_REVIEW', 'VERIFIED'],
} as const satisfies Readonly<Record<string, readonly ClaimStateName[]>>;

export const maySubmit = (role: 'OWNER' | 'EDITOR' | 'VIEWER'): boolean => role !== 'VIEWER';

/** How long evidence is kept after a claim was decided against or expired. */
const EVIDENCE_KEPT_MS = 90 * 86_400_000;
export const evidenceDueAt = (closedAt: Date): Date => new Date(closedAt.getTime() + EVIDENCE_KEPT_MS);

/** Nothing is verified for longer: five years. */
export const LONGEST_VERIFICATION_MS = 5 * 366 * 86_400_000;
