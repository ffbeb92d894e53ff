import type { Connection } from 'mongoose';
import { Records } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { Unproven } from '../../../kit/proof/unproven.ts';
import { pendingSubscriptionRecord, type PendingSubscription } from './pending-subscription.record.ts';

/** Subscriptions whose address is not proven. */
export class PendingSubscriptions extends Unproven<PendingSubscription> {
  constructor(connection: Connection, keyring: Keyring) {
    super(new Records(connection, pendingSubscriptionRecord, keyring), keyring);
  }
}
