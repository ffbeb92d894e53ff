import { globalId } from '../../../kit/global-id/global-id.ts';
import { SponsorshipEndReason, SponsorshipReason, SponsorshipState } from './sponsorship.enum.ts';
import type { SponsorshipRecord } from './sponsorship.record.ts';

/** Where a sponsorship stands at a moment. */
export function stateOf({ state, from, until }: SponsorshipRecord, now: Date): SponsorshipState {
  if (state === 'ENDED') return SponsorshipState.ENDED;
  if (from > now) return SponsorshipState.UPCOMING;
  return until > now ? SponsorshipState.RUNNING : SponsorshipState.OVER;
}

/** Whether there is anything to end. */
export const isOpen = (record: SponsorshipRecord, now: Date): boolean => record.state === 'SET' && record.until > now;

/** What staff see of a sponsorship. */
export const presentSponsorship = (record: SponsorshipRecord, mayEnd: boolean, now = new Date()) => ({
  __typename: 'Sponsorship' as const,
  id: globalId('Sponsorship', record._id),
  productId: globalId('Product', record.productId),
  from: record.from,
  until: record.until,
  state: stateOf(record, now),
  reason: SponsorshipReason[record.reason],
  createdAt: record.createdAt,
  endReason: record.endReason && SponsorshipEndReason[record.endReason],
  endedAt: record.endedAt,
  version: record.version,
  viewerCanEnd: mayEnd && isOpen(record, now),
});
