import { globalId } from '../../../kit/global-id/global-id.ts';
import type { AccountRecord } from '../account/account.record.ts';
import { presentViewer } from '../account/viewer.presenter.ts';
import type { Tokens } from './access-tokens.ts';
import type { SessionRecord } from './session.record.ts';

/** What somebody who has just signed in gets. */
export const presentSession = (account: AccountRecord, { accessToken, refreshToken, expiresAt }: Tokens) => ({
  __typename: 'Session' as const,
  accessToken,
  refreshToken,
  expiresAt,
  viewer: presentViewer(account),
});

/** What the holder of an account sees of a session. `current`: the one that asks. */
export const presentOpenSession = (record: SessionRecord, current: string) => ({
  __typename: 'OpenSession' as const,
  id: globalId('OpenSession', record._id),
  network: record.network,
  device: record.device,
  createdAt: record.createdAt,
  lastUsedAt: record.lastUsedAt,
  isCurrent: record._id === current,
});
