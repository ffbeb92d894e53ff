import { group, instant, integer, list, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { DECISIONS_KEPT_SECONDS, namedIn, staffAccount } from '../../../schema/events/staff-account.ts';
import { SIDES } from '../inquiry-message/inquiry-message.record.ts';

const ABUSE_REASONS = ['SPAM', 'FRAUD', 'INSULT', 'IMPERSONATION', 'ILLEGAL_GOODS', 'OTHER'] as const;
const ABUSE_STATES = ['OPEN', 'DECIDED'] as const;
export type AbuseStateName = (typeof ABUSE_STATES)[number];
const ABUSE_DECISIONS = ['NO_ACTION', 'BLOCK_WRITER', 'RELEASE'] as const;
/** Characters of what is said with a report, and of what staff answer. */
export const MOST_SAID = 2_000;
const HEX_24 = '^[0-9a-f]{24}$';

/** That one side of an inquiry holds what the other wrote to be abuse, and what staff decided. Each side reports a thread once. */
export const abuseReportRecord = record({
  collection: 'abuseReports',
  version: 1,
  fields: {
    inquiryId: text(24, undefined, HEX_24),
    /** The company of the thread. */
    companyId: text(24, undefined, HEX_24),
    /** Which side reports. */
    side: oneOf(SIDES),
    reason: oneOf(ABUSE_REASONS),
    /** Who reported, and what they said of it, maybe nothing. Empty: they were erased. */
    said: list(
      group({
        reporterRef: subjectRef('ANYBODY'),
        text: text(MOST_SAID, namedIn('said[].reporterRef', 'closedAt')('user.content.private')),
      }),
      1,
    ),
    state: oneOf(ABUSE_STATES),
    /** Null: it is open. */
    decision: nullable(oneOf(ABUSE_DECISIONS)),
    /** What staff found it to be; null: it is open. */
    foundReason: nullable(oneOf(ABUSE_REASONS)),
    /** What staff told whoever reported. Empty: nothing, or whoever it named was erased. */
    words: list(
      group({
        namedRef: subjectRef('NAMED_IN_DOCUMENT'),
        text: text(MOST_SAID, namedIn('words[].namedRef', 'closedAt')('user.content.private')),
      }),
      1,
    ),
    /** Who decided; null: nobody yet. */
    by: nullable(staffAccount('by', 'closedAt')),
    createdAt: instant(),
    /** When it was decided; null: it is open. */
    closedAt: nullable(instant()),
    version: integer(1, 2 ** 31),
  },
  indexes: [
    { keys: { inquiryId: 1, side: 1 }, unique: true },
    { keys: { state: 1, createdAt: 1, _id: 1 } },
    { keys: { closedAt: 1 }, expireAfterSeconds: DECISIONS_KEPT_SECONDS },
    { keys: { 'said.reporterRef': 1 } },
  ],
});

export type AbuseReport = Recorded<typeof abuseReportRecord>;
