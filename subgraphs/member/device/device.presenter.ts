import { globalId } from '../../../kit/global-id/global-id.ts';
import type { DeviceRecord } from './device.record.ts';

/** A device, for whoever has its token. */
export const presentDevice = ({ _id, platform, locale, timeZone, accountId, lastUsedAt }: DeviceRecord) => ({
  __typename: 'Device' as const,
  deviceId: globalId('Device', _id),
  platform,
  locale,
  timeZone,
  adopted: accountId !== null,
  lastUsedAt,
});
