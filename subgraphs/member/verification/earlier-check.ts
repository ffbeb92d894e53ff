import type { ClaimRecord } from './claim.record.ts';

/** What is known of a company whose existence was verified before claims were kept. */
interface Verified {
  _id: string;
  verifiedUntil: Date;
  /** When it was last changed; the check cannot have been known later. */
  updatedAt: Date;
}

/** The claim that carries such a verification. Its id is the company's: there is one. Nobody is known to have decided it. */
export const earlierCheck = ({ _id, verifiedUntil, updatedAt: at }: Verified): ClaimRecord => ({
  _id,
  companyId: _id,
  kind: 'EXISTENCE',
  state: 'VERIFIED',
  said: [],
  validUntil: null,
  evidence: [],
  taken: null,
  decision: { by: null, method: 'EARLIER_CHECK', reason: 'EVIDENCE_SUFFICES', at },
  words: [],
  expiresAt: verifiedUntil,
  evidenceDueAt: null,
  closedAt: null,
  createdAt: at,
  updatedAt: at,
  version: 1,
});
