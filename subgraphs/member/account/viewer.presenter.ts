import { globalId } from '../../../kit/global-id/global-id.ts';
import type { AccountRecord } from './account.record.ts';

/** What holders see of their own accounts; the company is asked for apart. */
export const presentViewer = (account: AccountRecord) => ({
  __typename: 'Viewer' as const,
  id: globalId('Viewer', account._id),
  email: account.email,
  loginName: account.loginName,
  name: account.name,
  contactPerson: account.contactPerson,
  mobile: account.mobile,
  locale: account.locale,
  staffRoles: account.staffRoles,
  hasSecondFactor: account.secondFactor?.confirmedAt != null,
  acceptedPolicyVersion: account.acceptedPolicies.at(-1)?.version ?? null,
  authorisationDeclaredAt: account.authorisationDeclaredAt,
  createdAt: account.createdAt,
  version: account.version,
});
