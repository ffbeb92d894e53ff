import { globalId } from '../../../kit/global-id/global-id.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { presentDocument } from '../document/document.presenter.ts';
import { ClaimKind, ClaimMethod, ClaimReason, ClaimState, CompanyFact } from './claim.enum.ts';
import { doesNotProve, proves } from './claim-meaning.ts';
import { stateAt, STEPS } from './claim.policy.ts';
import type { ClaimRecord } from './claim.record.ts';

/** As whom somebody looks at a claim. `READER`: everybody. */
export type Beholder = { as: 'READER' } | { as: 'MEMBER'; mayChange: boolean } | { as: 'VERIFIER'; accountId: string };

export const READER: Beholder = { as: 'READER' };

/** A claim, with as whom it is looked at. */
export interface SeenClaim {
  claim: ClaimRecord;
  beholder: Beholder;
  /** The documents of it as they are shown; empty where they are not. */
  evidence: readonly ReturnType<typeof presentDocument>[];
}

/** What the API shows of a claim to whom. */
export function presentClaim({ claim, beholder, evidence }: SeenClaim, locale: Locale, now: Date) {
  const state = stateAt(claim, now);
  const inside = beholder.as !== 'READER';
  const said = claim.said[0];
  const words = claim.words[0];
  const isIn = (states: readonly string[]) => states.includes(state);
  return {
    __typename: 'Claim' as const,
    id: globalId('Claim', claim._id),
    companyId: globalId('Company', claim.companyId),
    kind: ClaimKind[claim.kind],
    state: ClaimState[state],
    scope: said?.scope ?? null,
    statement: inside ? (said?.statement ?? null) : null,
    validUntil: inside ? claim.validUntil : null,
    evidence: inside ? evidence : null,
    method: claim.decision && ClaimMethod[claim.decision.method],
    verifier: claim.decision && 'VERIFICATION_TEAM',
    decidedAt: claim.decision?.at ?? null,
    expiresAt: claim.expiresAt,
    reasonCode: inside && claim.decision ? ClaimReason[claim.decision.reason] : null,
    reasonText: inside ? (words?.text ?? null) : null,
    changedFacts: inside ? (claim.changedFacts ?? []).map((fact) => CompanyFact[fact]) : [],
    proves: proves(claim.kind, locale),
    doesNotProve: [doesNotProve(claim.kind, locale), words?.doesNotProve].filter(Boolean).join(' '),
    createdAt: claim.createdAt,
    viewerCanWithdraw: beholder.as === 'MEMBER' && beholder.mayChange && isIn(STEPS.withdraw),
    viewerCanTake: beholder.as === 'VERIFIER' && isIn([...STEPS.take, ...STEPS.decide]),
    viewerCanDecide:
      beholder.as === 'VERIFIER' &&
      (isIn(STEPS.revoke) || (isIn(STEPS.decide) && claim.taken?.by === beholder.accountId)),
  };
}
