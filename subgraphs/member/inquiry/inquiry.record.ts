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
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { CORRESPONDENCE, GONE_SECONDS, MOST_MESSAGES } from './correspondence.ts';
import { QUARANTINE_REASONS } from '../quarantine/quarantine-reasons.ts';

export const INQUIRY_STATES = ['QUARANTINED', 'NEW', 'ANSWERED', 'CLOSED', 'SPAM'] as const;
export type InquiryStateName = (typeof INQUIRY_STATES)[number];
const BUYER_KINDS = ['MEMBER', 'GUEST'] as const;
export const DISCLOSURES = ['MASKED', 'REVEALED', 'REVOKED'] as const;
const HEX_24 = '^[0-9a-f]{24}$';

const detached = { ...CORRESPONDENCE, since: 'lastMessageAt', onErasure: 'remove item' } as const;
const aboutBuyer = about({ ...detached, subject: 'buyers[].buyerRef' });
const aboutAssignee = about({ ...detached, subject: 'assigned[].memberRef', protection: 'plain' });
const aboutThread = about({
  ...detached,
  subject: 'threadRef',
  onErasure: 'delete document',
  protection: 'plain',
});
const PLAIN = { protection: 'plain' } as const;

/**
 * A thread between one buyer and one company. Whoever takes part and is erased is not named any more, and what was written stays until
 * nobody has written for twelve months: it is sealed under the thread's own key.
 */
export const inquiryRecord = record({
  collection: 'inquiries',
  version: 1,
  fields: {
    /** Its messages are sealed under this key, and go with it: they may name people whom we do not know. */
    threadRef: subjectRef('NAMED_IN_DOCUMENT', aboutThread('user.unique_id.pseudonymous')),
    companyId: text(24, undefined, HEX_24),
    /** What it is about; null: the company as a whole. */
    productId: nullable(text(24, undefined, HEX_24)),
    /** The category of the product then; null: without a product. */
    categoryCode: nullable(text(20)),
    /**
     * Who asks: whoever reads the address that answers go to, and behind a guest the member, if one was signed in. The first gets the mails.
     * Empty: they were erased.
     */
    buyers: list(
      group({
        buyerRef: subjectRef('ANYBODY', aboutBuyer('user.unique_id.pseudonymous', PLAIN)),
        kind: oneOf(BUYER_KINDS, aboutBuyer('user.account.settings', PLAIN)),
        /** As the buyer gave it; null: none was given. */
        name: nullable(text(200, aboutBuyer('user.name'))),
        country: nullable(text(2, aboutBuyer('user.location', PLAIN), '^[A-Z]{2}$')),
      }),
      2,
    ),
    /** In which language the buyer wrote. */
    locale: oneOf(LOCALES),
    state: oneOf(INQUIRY_STATES),
    /** Why it was held back when it came; null: it was not. */
    quarantineReason: nullable(oneOf(QUARANTINE_REASONS)),
    /** Whether the company sees the buyer's address. */
    disclosure: oneOf(DISCLOSURES),
    /** Since when the company has seen the address; absent: it never did. What was seen stays seen. */
    revealedAt: optional(instant()),
    /** Since when mails to the buyer come back for good; absent: they do not. */
    unreachableSince: optional(nullable(instant())),
    /** Who of the company looks after it. Empty: nobody, or they were erased. */
    assigned: list(
      group({
        memberRef: subjectRef('MEMBER', aboutAssignee('user.unique_id.pseudonymous')),
        accountId: text(24, aboutAssignee('user.unique_id.pseudonymous'), HEX_24),
      }),
      1,
    ),
    unreadBySupplier: integer(0, MOST_MESSAGES),
    unreadByBuyer: integer(0, MOST_MESSAGES),
    messageCount: integer(1, MOST_MESSAGES),
    lastMessageAt: instant(),
    /** Null: the company has not answered. */
    firstAnsweredAt: nullable(instant()),
    createdAt: instant(),
    /** When its period was over: it is not there any more, and goes with its key. Absent: it is there. */
    overAt: optional(instant()),
    version: integer(1, 2 ** 31),
  },
  indexes: [
    { keys: { companyId: 1, lastMessageAt: -1, _id: -1 } },
    { keys: { companyId: 1, state: 1, lastMessageAt: -1, _id: -1 } },
    { keys: { 'buyers.buyerRef': 1, lastMessageAt: -1, _id: -1 } },
    { keys: { 'assigned.memberRef': 1 } },
    { keys: { threadRef: 1 } },
    { keys: { overAt: 1 } },
    { keys: { lastMessageAt: 1 }, expireAfterSeconds: GONE_SECONDS },
  ],
});

export type DisclosureName = (typeof DISCLOSURES)[number];
export type InquiryRecord = Recorded<typeof inquiryRecord>;
