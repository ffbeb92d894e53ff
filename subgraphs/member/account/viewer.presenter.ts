import { globalId } from '../../../kit/global-id/global-id.ts';
import type { AccountRecord } from './account.record.ts';

/** What the API shows an account's holder of it. */
export const presentViewer = (account: AccountRecord) => ({
  __typename: 'Viewer' as const,
  id: globalId('Viewer', account._id),
  email: account.email,
  loginName: account.loginName,
  name: account.name,
});
