import type { Connection } from 'mongoose';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { memberOf } from '../../../schema/events/acting-member.ts';
import { companyCardRecord } from '../../../schema/events/company-card.ts';
import { membershipRecord, type Membership } from '../../../schema/events/membership.record.ts';
import type { Seller } from './product.policy.ts';

interface Found extends Membership {
  cards: { hidden: boolean }[];
}

/** For which company a viewer acts at this moment, and whether it is shown: read where both are published, not from a copy; one command. */
export async function seller(events: Connection, viewer: Viewer): Promise<Seller> {
  if (viewer.kind === 'anonymous') return { member: null, suspended: false };
  const memberships = events.collection<Membership>(membershipRecord.collection);
  const [found] = await memberships.aggregate<Found>([{ $match: { _id: viewer.accountId } }, WITH_CARD]).toArray();
  if (!found) return { member: null, suspended: false };
  return { member: memberOf(found), suspended: found.cards[0]?.hidden !== false };
}

const WITH_CARD = {
  $lookup: {
    from: companyCardRecord.collection,
    localField: 'companyId',
    foreignField: '_id',
    as: 'cards',
    pipeline: [{ $project: { hidden: 1 } }],
  },
};
