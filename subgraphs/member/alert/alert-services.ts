import type { Connection } from 'mongoose';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { PushGateway } from '../../../kit/push/push-gateway.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import { disclosing } from '../../../schema/events/disclosing.ts';
import { endedKeys } from '../../../schema/events/ended-keys.ts';
import { DeviceChanges } from '../device/device-changes.ts';
import { deviceRecord } from '../device/device.record.ts';
import { DeviceSweep } from '../device/device-sweep.ts';
import { Devices } from '../device/devices.ts';
import { Guests } from '../guest/guests.ts';
import type { Mails } from '../mail/mails.ts';
import { Restrictions } from '../restriction/restrictions.ts';
import { StoppedAddresses } from '../restriction/stopped-addresses.ts';
import { GuestMerging } from '../subscription/guest-merging.ts';
import { GuestSubscribing } from '../subscription/guest-subscribing.ts';
import { pendingSubscriptionRecord } from '../subscription/pending-subscription.record.ts';
import { PendingSubscriptions } from '../subscription/pending-subscriptions.ts';
import { PendingSweep } from '../subscription/pending-sweep.ts';
import { newsletterIssueRecord } from '../newsletter/newsletter-issue.record.ts';
import { NewsletterEditing } from '../newsletter/newsletter-editing.ts';
import { NewsletterIssues } from '../newsletter/newsletter-issues.ts';
import { NewsletterSending } from '../newsletter/newsletter-sending.ts';
import { identitiesOf } from '../subscription/subscriber-identities.ts';
import { Subscribing } from '../subscription/subscribing.ts';
import { subscriptionRecord } from '../subscription/subscription.record.ts';
import { Subscriptions } from '../subscription/subscriptions.ts';
import { Alerts } from './alerts.ts';
import { DoNotContact } from '../do-not-contact/do-not-contact.ts';
import { digestRecord } from './digest.record.ts';
import { Digests } from './digests.ts';
import { pushRecord } from './push.record.ts';
import { Pushes } from './pushes.ts';
import { Tellings } from './tellings.ts';

export const ALERT_RECORDS = [
  subscriptionRecord,
  pendingSubscriptionRecord,
  deviceRecord,
  pushRecord,
  digestRecord,
  newsletterIssueRecord,
];

export interface AlertServiceParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  push: PushGateway;
  accounts: Accounts;
  allowances: Allowances;
  idempotency: Idempotency;
  mails: Mails;
  /** Whether something is sent to somebody at present. */
  reach(sent: { subjectRef: string }): Promise<boolean>;
  log: Log;
  /** The clock by which is told. */
  now?: () => Date;
}

/** Subscriptions, devices, and what tells of them; `alertWork` runs. */
export function alertServices(parts: AlertServiceParts) {
  const { connection, events, keyring, push: gateway, accounts } = parts;
  const devices = new Devices(connection, keyring);
  const subscriptions = new Subscriptions(connection, events, keyring);
  const guests = new Guests(connection, keyring);
  const pending = new PendingSubscriptions(connection, endedKeys(keyring, events, pendingSubscriptionRecord));
  const restrictions = new Restrictions(connection);
  const doNotContact = new DoNotContact(connection, keyring);
  const identities = identitiesOf(accounts, devices, guests, restrictions);
  const stopped = new StoppedAddresses(accounts, guests, restrictions);
  const beginning = { ...parts, subscriptions, identities, doNotContact };
  const guestSubscribing = new GuestSubscribing({ ...beginning, stopped, guests, pending });
  const ended = endedKeys(keyring, events, deviceRecord);
  const deviceChanges = new DeviceChanges({ ...parts, ended, devices, subscriptions });
  const pushes = new Pushes({ ...parts, disclose: disclosing(events), gateway, devices, deviceChanges, subscriptions });
  const tellings = new Tellings({ ...parts, subscriptions, identities, pushes });
  const digests = new Digests({ ...parts, tellings });
  const alerts = new Alerts({ ...parts, subscriptions, tellings, digests });
  const issues = new NewsletterIssues(connection);
  const sending = new NewsletterSending({ ...parts, issues, subscriptions, identities });
  return {
    devices,
    deviceChanges,
    subscriptions,
    guestSubscribing,
    guestMerging: new GuestMerging({ ...parts, guests, subscriptions }),
    subscribing: new Subscribing({ ...beginning, devices, guestSubscribing }),
    newsletterIssues: issues,
    newsletterEditing: new NewsletterEditing({ ...parts, issues, sending }),
    newsletterSending: sending,
    alertWork: [
      alerts,
      digests,
      pushes,
      new DeviceSweep({ ...parts, devices, deviceChanges }),
      new PendingSweep({ ...parts, pending }),
      sending,
    ] as const,
  };
}
