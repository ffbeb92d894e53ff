import { instant, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

export const PROOF_PURPOSES = ['CHANGE_EMAIL', 'UNDO_EMAIL', 'RESET_PASSWORD', 'CONFIRM_ACTIVITY'] as const;
export type ProofPurpose = (typeof PROOF_PURPOSES)[number];

const aboutHolder = about({
  subject: 'subjectRef',
  purposes: ['account'],
  basis: 'contract',
  retention: 'unproven registration',
  since: 'createdAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
});

/** What the holder of an account may do by a token that was sent to an address: once, and not after `endsAt`. */
export const proofRecord = record({
  collection: 'proofs',
  version: 1,
  fields: {
    subjectRef: subjectRef('ANYBODY', aboutHolder('user.unique_id.pseudonymous')),
    accountId: text(24, aboutHolder('user.unique_id.pseudonymous'), '^[0-9a-f]{24}$'),
    purpose: oneOf(PROOF_PURPOSES),
    /** SHA-256 of the token's secret. */
    hash: text(64, aboutHolder('user.authorization.credentials', { onExport: 'exclude secret' })),
    /** The address that is proven by it; null: of no use for the purpose. */
    email: nullable(text(254, aboutHolder('user.contact.email', { protection: 'encrypted' }))),
    createdAt: instant(aboutHolder('user.account.settings')),
    endsAt: instant(aboutHolder('user.account.settings')),
  },
  indexes: [{ keys: { endsAt: 1 }, expireAfterSeconds: 0 }, { keys: { accountId: 1, purpose: 1 } }],
});

export type ProofRecord = Recorded<typeof proofRecord>;
