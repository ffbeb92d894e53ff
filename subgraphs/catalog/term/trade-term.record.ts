import { instant, list, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { DECISIONS_KEPT_SECONDS } from '../../../schema/events/staff-account.ts';

export const TERM_STATES = ['PROPOSED', 'ACCEPTED', 'REJECTED', 'WITHDRAWN'] as const;
export type TermStateName = (typeof TERM_STATES)[number];
/** In UTF-16 units. */
export const LONGEST_TEXT = 80;
/** In one language. */
export const MOST_TEXTS = 20;

const texts = () => list(text(LONGEST_TEXT), MOST_TEXTS);

/**
 * What staff hold the trade to call one thing, beside the table that is shipped. Its texts never change: who wants others proposes a new one
 * and withdraws the old. Who proposed and decided stands in `termActs`, and goes before it does.
 */
export const tradeTermRecord = record({
  collection: 'tradeTerms',
  version: 1,
  fields: {
    state: oneOf(TERM_STATES),
    tr: texts(),
    zh: texts(),
    en: texts(),
    proposedAt: instant(),
    /** When its state changed last. */
    changedAt: instant(),
    /** When it was rejected or withdrawn; null: it may count, or does. */
    goneAt: nullable(instant()),
  },
  indexes: [
    { keys: { state: 1, proposedAt: 1, _id: 1 } },
    { keys: { changedAt: 1 } },
    { keys: { goneAt: 1 }, expireAfterSeconds: DECISIONS_KEPT_SECONDS },
  ],
});

export type TradeTermRecord = Recorded<typeof tradeTermRecord>;
