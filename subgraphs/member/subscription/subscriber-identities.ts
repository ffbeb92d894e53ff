import type { ClientSession } from 'mongoose';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Devices } from '../device/devices.ts';
import type { Guests } from '../guest/guests.ts';
import type { Restrictions } from '../restriction/restrictions.ts';
import type { HolderKind, SubscriptionRecord } from './subscription.record.ts';

/** Whoever holds subscriptions. */
export interface Holder {
  kind: HolderKind;
  id: string;
  subjectRef: string;
  /** What digests go by when nothing else is said; null: not known. */
  timeZone: string | null;
}

/** How holders of one kind are reached. */
export interface SubscriberIdentities {
  /** Where mail goes to; null: nowhere, not any more, or not at present. */
  addressOf(holderId: string, session: ClientSession): Promise<string | null>;
  /** The devices that are woken. */
  devicesOf(holderId: string, session: ClientSession): Promise<string[]>;
  /** Takes a turn with whoever changes the same holder’s subscriptions; false: the holder is not there any more. */
  hold(holderId: string, session: ClientSession): Promise<boolean>;
}

export type Identities = Readonly<Record<HolderKind, SubscriberIdentities>>;

/** Accounts, devices, and people who are known by a proven address alone. */
export const identitiesOf = (
  accounts: Accounts,
  devices: Devices,
  guests: Guests,
  restrictions: Restrictions,
): Identities => ({
  ACCOUNT: {
    async addressOf(id, session) {
      const account = await accounts.byId(id, session);
      return account?.status === 'ACTIVE' ? account.email : null;
    },
    devicesOf: (id, session) => devices.idsOfAccount(id, session),
    hold: (id, session) => accounts.touch(id, session),
  },
  DEVICE: {
    addressOf: async () => null,
    devicesOf: async (id, session) => ((await devices.byId(id, session)) ? [id] : []),
    hold: (id, session) => devices.touch(id, session),
  },
  GUEST: {
    async addressOf(id, session) {
      const guest = await guests.byId(id, session);
      return guest && !(await restrictions.of(guest.subjectRef, session)) ? guest.email : null;
    },
    devicesOf: async () => [],
    hold: (id, session) => guests.touch(id, session),
  },
});

export const holderOf = ({ holderKind: kind, holderId: id, subjectRef }: SubscriptionRecord): Holder => ({
  kind,
  id,
  subjectRef,
  timeZone: null,
});

export interface HolderParts {
  accounts: Accounts;
  devices: Devices;
}

/** Who is meant by a request: the device whose token came, else the account that asks; null: there is none. */
export async function askingHolder(
  { accounts, devices }: HolderParts,
  viewer: Viewer,
  deviceToken: string | null | undefined,
  session?: ClientSession,
): Promise<Holder | null> {
  if (deviceToken != null) {
    const device = await devices.ofToken(deviceToken, session);
    if (!device || device.accountId !== null) return null;
    return { kind: 'DEVICE', id: device._id, subjectRef: device.subjectRef, timeZone: device.timeZone };
  }
  const account = viewer.kind === 'account' ? await accounts.byId(viewer.accountId, session) : null;
  if (account?.status !== 'ACTIVE') return null;
  return { kind: 'ACCOUNT', id: account._id, subjectRef: account.subjectRef, timeZone: null };
}
