import { instant, integer, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { DECISIONS_KEPT_SECONDS, staffAccount } from '../../../schema/events/staff-account.ts';

const SPONSORSHIP_REASONS = ['CONTRACT', 'TRIAL', 'CAMPAIGN', 'COMPENSATION', 'OTHER'] as const;

const SPONSORSHIP_END_REASONS = ['CANCELLED', 'UNPAID', 'UNSUITABLE', 'MISTAKE', 'OTHER'] as const;

const HEX_24 = '^[0-9a-f]{24}$';

/**
 * That a product is sponsored from one moment to another, as staff set it. Periods of one product that stand do not overlap. Nothing of it is
 * an advertiser's text: what readers see is the product, and that it is sponsored.
 */
export const sponsorshipRecord = record({
  collection: 'sponsorships',
  version: 1,
  fields: {
    productId: text(24, undefined, HEX_24),
    /** The how-manieth of its product: two that are set at once cannot both have it, so that neither overlooks the other. */
    number: integer(1, 1_000_000),
    from: instant(),
    /** The first moment at which it is over. */
    until: instant(),
    /** ENDED: somebody took it back before its time. */
    state: oneOf(['SET', 'ENDED']),
    reason: oneOf(SPONSORSHIP_REASONS),
    by: staffAccount('by', 'closedAt'),
    createdAt: instant(),
    /** Null in state SET, all three. */
    endReason: nullable(oneOf(SPONSORSHIP_END_REASONS)),
    endedBy: nullable(staffAccount('endedBy', 'closedAt')),
    endedAt: nullable(instant()),
    /** When the matter is closed: when it is over, or was taken back. */
    closedAt: instant(),
    version: integer(1, 2 ** 31),
  },
  indexes: [
    { keys: { productId: 1, number: 1 }, unique: true },
    { keys: { state: 1, until: 1 } },
    { keys: { createdAt: -1, _id: -1 } },
    { keys: { closedAt: 1 }, expireAfterSeconds: DECISIONS_KEPT_SECONDS },
  ],
});

export type SponsorshipRecord = Recorded<typeof sponsorshipRecord>;

/** Selects what is sponsored at a moment. */
export const runningAt = (now: Date) => ({ state: 'SET', from: { $lte: now }, until: { $gt: now } });
