import { group, instant, integer, list, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { DECISIONS_KEPT_SECONDS, namedIn, staffAccount } from '../../../schema/events/staff-account.ts';

const APPEAL_STATES = ['OPEN', 'GRANTED', 'UPHELD'] as const;
export type AppealStateName = (typeof APPEAL_STATES)[number];
const HEX_24 = '^[0-9a-f]{24}$';

/** That a company holds a decision of staff to be wrong, and what somebody else of the staff found. */
export const appealRecord = record({
  collection: 'appeals',
  version: 1,
  fields: {
    decisionId: text(24, undefined, HEX_24),
    companyId: text(24, undefined, HEX_24),
    state: oneOf(APPEAL_STATES),
    /** What the member wrote. Empty: they were erased. */
    said: list(
      group({
        writerRef: subjectRef('MEMBER'),
        text: text(4_000, namedIn('said[].writerRef', 'closedAt')('user.content.private')),
      }),
      1,
    ),
    /** What staff answered. Empty: nothing, or whoever it named was erased. */
    words: list(
      group({
        namedRef: subjectRef('NAMED_IN_DOCUMENT'),
        text: text(2_000, namedIn('words[].namedRef', 'closedAt')('user.content.private')),
      }),
      1,
    ),
    /** Who decided on it; null: nobody yet. */
    by: nullable(staffAccount('by', 'closedAt')),
    createdAt: instant(),
    /** When it was decided; null: it is open. */
    closedAt: nullable(instant()),
    version: integer(1, 2 ** 31),
  },
  indexes: [
    { keys: { decisionId: 1 }, unique: true },
    { keys: { state: 1, createdAt: 1, _id: 1 } },
    { keys: { closedAt: 1 }, expireAfterSeconds: DECISIONS_KEPT_SECONDS },
    { keys: { 'said.writerRef': 1 } },
  ],
});

export type AppealRecord = Recorded<typeof appealRecord>;
