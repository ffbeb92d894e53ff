import { globalId } from '../../../kit/global-id/global-id.ts';
import type { Membership } from '../../../schema/events/membership.record.ts';
import type { Accounts } from '../account/accounts.ts';

/** Members with the names of their accounts, as those who act for the same company see them. */
export async function presentMembers(accounts: Accounts, members: readonly Membership[], viewer: string) {
  const known = await Promise.all(members.map(({ _id }) => accounts.byId(_id)));
  return members.map((member, index) => ({
    __typename: 'CompanyMember' as const,
    id: globalId('CompanyMember', member._id),
    name: known[index]?.name ?? null,
    email: known[index]?.email ?? null,
    role: member.role,
    since: member.since,
    isViewer: member._id === viewer,
  }));
}
