import type { Connection } from 'mongoose';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { actingMember } from '../../../schema/events/acting-member.ts';
import { companyCardRecord } from '../../../schema/events/company-card.ts';
import type { Seller } from './product.policy.ts';

/** For which company a viewer acts at this moment, and whether it is shown: read where both are published, not from a copy. */
export async function seller(events: Connection, viewer: Viewer): Promise<Seller> {
  const member = await actingMember(events, viewer);
  if (!member) return { member, suspended: false };
  const cards = events.collection<{ _id: string; hidden: boolean }>(companyCardRecord.collection);
  const card = await cards.findOne({ _id: member.companyId }, { projection: { hidden: 1 } });
  return { member, suspended: card?.hidden !== false };
}
