import {
  group,
  instant,
  integer,
  list,
  nullable,
  oneOf,
  optional,
  subjectRef,
  text,
} from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { COMPANY_FACTS } from '../company/company-facts.ts';
import { DECISIONS_KEPT_SECONDS, namedIn, staffAccount } from '../../../schema/events/staff-account.ts';

const CLAIM_KINDS = [
  'EXISTENCE',
  'ADDRESS',
  'MANUFACTURER',
  'CERTIFICATE',
  'BUSINESS_LICENCE',
  'EXPORT_LICENCE',
  'BRAND_AUTHORISATION',
] as const;
export type ClaimKindName = (typeof CLAIM_KINDS)[number];

const CLAIM_STATES = ['SUBMITTED', 'IN_REVIEW', 'VERIFIED', 'REJECTED', 'EXPIRED', 'WITHDRAWN', 'REVOKED'] as const;
export type ClaimStateName = (typeof CLAIM_STATES)[number];

const CLAIM_METHODS = [
  'REGISTRY_LOOKUP',
  'DOCUMENT_CHECK',
  'ISSUER_CONFIRMED',
  'VIDEO_CALL',
  'SITE_VISIT',
  'EARLIER_CHECK',
] as const;

const CLAIM_REASONS = [
  'EVIDENCE_SUFFICES',
  'EVIDENCE_MISSING',
  'EVIDENCE_UNREADABLE',
  'EVIDENCE_CONTRADICTS',
  'EVIDENCE_FORGED',
  'NOT_CONFIRMED_BY_ISSUER',
  'NO_LONGER_TRUE',
  'OTHER',
] as const;

const HEX_24 = '^[0-9a-f]{24}$';

/** What a member wrote for their company. It goes with the evidence; and with the member when they are erased. */
const aboutClaimant = about({
  subject: 'said[].writerRef',
  purposes: ['verification'],
  basis: 'contract',
  retention: 'evidence',
  onErasure: 'remove item',
  onExport: 'include',
  protection: 'encrypted',
});

/**
 * That a company claims something of itself, with evidence, and what staff found. Live while it is VERIFIED and its expiry has not come. A
 * company's `verifiedUntil` is the latest expiry of its live claims of kind EXISTENCE.
 */
export const claimRecord = record({
  collection: 'claims',
  version: 1,
  fields: {
    companyId: text(24, undefined, HEX_24),
    kind: oneOf(CLAIM_KINDS),
    state: oneOf(CLAIM_STATES),
    /** Empty: its time is over, whoever wrote it was erased, or nobody wrote one. */
    said: list(
      group({
        writerRef: subjectRef('MEMBER'),
        statement: text(4_000, aboutClaimant('user.content.private')),
        /** To what it applies, such as a plant or a range of goods; shown with a live claim. */
        scope: nullable(text(500, aboutClaimant('user.content.public'))),
      }),
      1,
    ),
    /** Until when the company says that it holds; null: it did not say. */
    validUntil: nullable(instant()),
    /** Ids of documents that only verifiers and the company's members see. Empty: their time is over, or none was given. */
    evidence: list(text(24, undefined, HEX_24), 10),
    /** Who looks at it, and since when; null: nobody yet. */
    taken: nullable(group({ by: staffAccount('taken.by', 'closedAt'), at: instant() })),
    /** The last decision; null: none was made. */
    decision: nullable(
      group({
        /** Null: a verification from before claims were stored. */
        by: nullable(staffAccount('decision.by', 'closedAt')),
        method: oneOf(CLAIM_METHODS),
        reason: oneOf(CLAIM_REASONS),
        at: instant(),
      }),
    ),
    /** What was written about the decision. Empty: nothing, or whoever it named was erased. */
    words: list(
      group({
        namedRef: subjectRef('NAMED_IN_DOCUMENT'),
        /** For the company. */
        text: nullable(text(2_000, namedIn('words[].namedRef', 'closedAt')('user.content.private'))),
        /** For readers: what the decision leaves open. */
        doesNotProve: nullable(text(1_000, namedIn('words[].namedRef', 'closedAt')('user.content.public'))),
      }),
      1,
    ),
    /** What of the company is not what it was when the claim was made or last decided. Empty or absent: nothing. */
    changedFacts: optional(list(oneOf(COMPANY_FACTS), COMPANY_FACTS.length)),
    /** Until when the verification counts; null: it never was verified, or has to be looked at anew. */
    expiresAt: nullable(instant()),
    /** From then on statement and evidence have to be gone; null: not yet known, or gone. */
    evidenceDueAt: nullable(instant()),
    /** When it came to nothing or to its end; null: it is open or live. */
    closedAt: nullable(instant()),
    createdAt: instant(),
    updatedAt: instant(),
    version: integer(1, 2 ** 31),
  },
  indexes: [
    { keys: { companyId: 1, createdAt: -1, _id: -1 } },
    { keys: { state: 1, createdAt: 1, _id: 1 } },
    { keys: { state: 1, expiresAt: 1 } },
    { keys: { evidenceDueAt: 1 } },
    { keys: { closedAt: 1 }, expireAfterSeconds: DECISIONS_KEPT_SECONDS },
    { keys: { 'said.writerRef': 1 } },
  ],
});

export type ClaimRecord = Recorded<typeof claimRecord>;
