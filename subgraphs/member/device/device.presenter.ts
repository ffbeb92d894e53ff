import type { DeviceRecord } from './device.record.ts';

/** A device, for whoever has its token. */
export const presentDevice = ({ platform, locale, timeZone, accountId, lastUsedAt }: DeviceRecord) => ({
  __typename: 'Device' as const,
  platform,
  locale,
  timeZone,
  adopted: accountId !== null,
  lastUsedAt,
});
