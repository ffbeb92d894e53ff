import { instant, integer, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { RECIPIENT_CODES } from '../../../schema/processing/recipients.ts';

const ORDER_STATES = ['SENT', 'CONFIRMED', 'REFUSED', 'NO_ANSWER'] as const;

/** That a recipient was told to delete what it got of a person, and what it answered. It says nothing of whom: their reference is gone. */
export const erasureOrderRecord = record({
  collection: 'erasureOrders',
  version: 1,
  fields: {
    erasureId: text(24, undefined, '^[0-9a-f]{24}$'),
    recipient: oneOf(RECIPIENT_CODES),
    state: oneOf(ORDER_STATES),
    copies: integer(1, 2 ** 31 - 1),
    /** The order as it was signed. */
    document: text(60_000),
    sentAt: instant(),
    dueAt: instant(),
    answeredAt: nullable(instant()),
  },
  indexes: [
    { keys: { erasureId: 1, recipient: 1 }, unique: true },
    { keys: { dueAt: 1, _id: 1 } },
    { keys: { state: 1, dueAt: 1 } },
  ],
});

export type ErasureOrder = Recorded<typeof erasureOrderRecord>;
