import { localIdOf } from '../../../kit/global-id/global-id.ts';
import type { CompanyRole, Membership } from '../../../schema/events/membership.record.ts';
import type { MemberContext } from '../member.context.ts';

/** Whoever asks, if they act for the company in one of the roles. */
export async function memberOf(
  { id }: { id: string },
  context: MemberContext,
  roles: readonly CompanyRole[],
): Promise<Membership | null> {
  const { viewer } = context;
  if (viewer.kind === 'anonymous') return null;
  const member = await context.membershipOf(viewer.accountId);
  return member && member.companyId === localIdOf('Company', id) && roles.includes(member.role) ? member : null;
}
