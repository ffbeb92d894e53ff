import { group, instant, list, nullable, oneOf, subjectRef, text } from '../../kit/record/field.ts';
import { record, type Recorded } from '../../kit/record/record.ts';
import { workFields } from '../../kit/work/work.fields.ts';
import { DECISIONS_KEPT_SECONDS, namedIn, staffAccount } from './staff-account.ts';

const MODERATION_ACTIONS = ['SUSPENDED', 'REINSTATED', 'TAKEN_DOWN', 'APPROVED'] as const;
const MODERATION_REASONS = [
  'PROHIBITED_GOODS',
  'COUNTERFEIT',
  'MISLEADING',
  'FRAUD',
  'IMPERSONATION',
  'UNLAWFUL_CONTENT',
  'PERSONAL_DATA',
  'SPAM',
  'AUTHORITY_ORDER',
  'OTHER',
  'LAWFUL',
  'REMEDIED',
  'MISTAKE',
  'APPEAL_GRANTED',
] as const;
export type ModerationReasonName = (typeof MODERATION_REASONS)[number];

const HEX_24 = '^[0-9a-f]{24}$';

/**
 * What staff decided about a company or a product. Whoever owns what it is about writes it in the transaction that changes it; the member
 * subgraph tells the company by mail (it is work until `toldAt`) and hears appeals.
 */
export const moderationDecisionRecord = record({
  collection: 'moderationDecisions',
  version: 1,
  fields: {
    ...workFields,
    target: oneOf(['COMPANY', 'PRODUCT']),
    targetId: text(24, undefined, HEX_24),
    companyId: text(24, undefined, HEX_24),
    action: oneOf(MODERATION_ACTIONS),
    reason: oneOf(MODERATION_REASONS),
    /** What is said to the company; empty: the code says it all, or whoever it named was erased. */
    words: list(
      group({
        namedRef: subjectRef('NAMED_IN_DOCUMENT'),
        text: text(2_000, namedIn('words[].namedRef', 'closedAt')('user.content.private')),
      }),
      1,
    ),
    by: staffAccount('by', 'closedAt'),
    /** The appeal against it, of which there is one at most; null: none was made. */
    appealId: nullable(text(24, undefined, HEX_24)),
    /** When the company was told; null: not yet. */
    toldAt: nullable(instant()),
    decidedAt: instant(),
    /** When the matter was closed last: it was decided, appealed against, or the appeal was decided. */
    closedAt: instant(),
  },
  indexes: [
    { keys: { companyId: 1, decidedAt: -1, _id: -1 } },
    { keys: { decidedAt: -1, _id: -1 } },
    { keys: { toldAt: 1, dueAt: 1 } },
    { keys: { closedAt: 1 }, expireAfterSeconds: DECISIONS_KEPT_SECONDS },
  ],
});

export type ModerationDecision = Recorded<typeof moderationDecisionRecord>;
