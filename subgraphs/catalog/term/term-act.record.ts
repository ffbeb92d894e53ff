import { instant, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { DECISIONS_KEPT_SECONDS, staffAccount } from '../../../schema/events/staff-account.ts';
import { TERM_STATES } from './trade-term.record.ts';

/** Who brought a trade term into a state. Kept apart from the term, which outlives it. */
export const termActRecord = record({
  collection: 'termActs',
  version: 1,
  fields: {
    termId: text(24, undefined, '^[0-9a-f]{24}$'),
    state: oneOf(TERM_STATES),
    by: staffAccount('by', 'closedAt'),
    at: instant(),
    /** When the proposal was decided on, or the decision itself; null: it is open. */
    closedAt: nullable(instant()),
  },
  indexes: [{ keys: { termId: 1 } }, { keys: { closedAt: 1 }, expireAfterSeconds: DECISIONS_KEPT_SECONDS }],
});

export type TermAct = Recorded<typeof termActRecord>;
