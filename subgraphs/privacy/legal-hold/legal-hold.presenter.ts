import { globalId } from '../../../kit/global-id/global-id.ts';
import { LegalHoldBasis, LegalHoldState } from './legal-hold.enum.ts';
import type { LegalHold } from './legal-hold.record.ts';

/** What an officer sees of a hold. */
export const presentLegalHold = (hold: LegalHold) => ({
  __typename: 'LegalHold' as const,
  id: globalId('LegalHold', hold._id),
  state: hold.releasedAt === null ? LegalHoldState.ACTIVE : LegalHoldState.RELEASED,
  basis: LegalHoldBasis[hold.basis],
  text: hold.text,
  places: hold.places.map(({ store, collection, recordId }) => ({ store, collection, recordId })),
  reviewAt: hold.reviewAt,
  placedAt: hold.placedAt,
  placedBy: hold.placedBy,
  releasedAt: hold.releasedAt,
  releasedBy: hold.releasedBy,
  releaseText: hold.releaseText,
  viewerCanRelease: hold.releasedAt === null,
});
