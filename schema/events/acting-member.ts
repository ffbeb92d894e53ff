import type { Connection } from 'mongoose';
import { unauthenticated } from '../../kit/graphql/refusal.ts';
import { modelOf } from '../../kit/record/record.ts';
import type { Viewer } from '../../kit/viewer/viewer.ts';
import { membershipRecord, type CompanyRole, type Membership } from './membership.record.ts';

/** Somebody signed in, with the company that they act for. */
export interface ActingMember {
  accountId: string;
  /** Pseudonym of the person, for what is stored about them. */
  subjectRef: string;
  companyId: string;
  role: CompanyRole;
  paused: boolean;
}

/** The account that asks. Throws UNAUTHENTICATED for nobody. */
export function accountOf(viewer: Viewer): Extract<Viewer, { kind: 'account' }> {
  if (viewer.kind === 'account') return viewer;
  throw unauthenticated('Expected somebody signed in, got nobody. Sign in, and send the access token.');
}

/** For whom a viewer acts at this moment; null for an account without a company, and for nobody. */
export async function actingMember(events: Connection, viewer: Viewer): Promise<ActingMember | null> {
  if (viewer.kind === 'anonymous') return null;
  const found = await modelOf(events, membershipRecord).findById(viewer.accountId).lean();
  return found && memberOf(found);
}

/** A membership as whoever acts by it. */
export const memberOf = ({ _id, subjectRef, companyId, role, paused }: Membership): ActingMember => ({
  accountId: _id,
  subjectRef,
  companyId,
  role,
  paused,
});
