import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { globalId } from '../../../kit/global-id/global-id.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { PushGateway } from '../../../kit/push/push-gateway.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import type { Disclose } from '../../../schema/events/disclosing.ts';
import type { DeviceChanges } from '../device/device-changes.ts';
import type { Devices } from '../device/devices.ts';
import type { Subscriptions } from '../subscription/subscriptions.ts';
import { pushRecord, type PushRecord } from './push.record.ts';

export interface PushesParts {
  connection: Connection;
  keyring: Keyring;
  gateway: PushGateway;
  devices: Devices;
  deviceChanges: Pick<DeviceChanges, 'forget'>;
  subscriptions: Pick<Subscriptions, 'living'>;
  /** Whether somebody's devices are woken at present. */
  reach(push: { subjectRef: string }): Promise<boolean>;
  /** Writes down that a message is handed to a platform; to one that there is no way to, none is. */
  disclose: Disclose;
  log: Log;
}

export type Push = Pick<PushRecord, 'subjectRef' | 'deviceId' | 'kind' | 'subscriptionIds' | 'productIds'>;

const MOST_PRODUCTS = 20;
const LEASE_MS = 60_000;

/**
 * The messages that wait to wake devices: posted with what they tell of, in one transaction, and handed over afterwards, at least once. What was ended while it
 * waited wakes nobody.
 */
export class Pushes {
  readonly #parts: PushesParts;
  readonly #records: RecordsOf<typeof pushRecord>;
  readonly #work: LeasedWork;

  constructor(parts: PushesParts) {
    this.#parts = parts;
    this.#records = new Records(parts.connection, pushRecord, parts.keyring);
    this.#work = new LeasedWork({
      kind: 'push',
      collection: this.#records.collection as unknown as LeasedWorkParts['collection'],
      run: (id) => this.#send(id),
      log: parts.log,
      leaseMs: LEASE_MS,
      atOnce: 2,
    });
  }

  async post(push: Push, session: ClientSession, now = new Date()): Promise<void> {
    const _id = randomBytes(12).toString('hex');
    const productIds = push.productIds.slice(0, MOST_PRODUCTS);
    const queued = { _id, dueAt: now, leasedUntil: null, attempts: 0, ...push, productIds, createdAt: now };
    await this.#records.put([queued], { session });
    session.once('ended', () => this.#work.wake());
  }

  start(): void {
    this.#work.start();
  }

  async stop(): Promise<void> {
    await this.#work.stop();
    await this.#parts.gateway.close();
  }

  async #send(id: string): Promise<void> {
    const { gateway, devices, deviceChanges, subscriptions } = this.#parts;
    const push = await this.#records.findById(id);
    const device = push && (await devices.byId(push.deviceId));
    const isReached = push !== null && device !== null && (await this.#parts.reach(push));
    const subscriptionIds = isReached ? await subscriptions.living(push.subscriptionIds) : [];
    if (isReached && device && subscriptionIds.length > 0) {
      const { platform, pushToken: token } = device;
      if (gateway.hasWay(platform))
        await this.#parts.disclose(platform, { subjectRef: push.subjectRef, kind: push.kind, mailId: null });
      const outcome = await gateway.send({ platform, token, collapseId: id, ids: idsOf({ ...push, subscriptionIds }) });
      if (outcome === 'GONE') await deviceChanges.forget(device._id);
    }
    await this.#records.collection.deleteOne({ _id: id });
  }
}

const idsOf = ({ kind, subscriptionIds, productIds }: PushRecord): Record<string, string> => ({
  kind,
  subscriptionIds: subscriptionIds
    .slice(0, MOST_PRODUCTS)
    .map((id) => globalId('AlertSubscription', id))
    .join(','),
  productIds: productIds.map((id) => globalId('Product', id)).join(','),
});
