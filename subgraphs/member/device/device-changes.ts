import { randomUUID } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import {
  invalidInput,
  notAllowed,
  notFound,
  tooManyAttempts,
  type InvalidInput,
  type NotAllowed,
  type NotFound,
  type TooManyAttempts,
} from '../../../kit/graphql/problems.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import { newProof } from '../../../kit/proof/proof-token.ts';
import type { Subscriptions } from '../subscription/subscriptions.ts';
import { isTimeZone } from '../subscription/time-zone.ts';
import type { AdoptDeviceInput, ForgetDeviceInput, RegisterDeviceInput, UpdateDeviceInput } from './device.input.ts';
import type { DeviceRecord } from './device.record.ts';
import type { Devices } from './devices.ts';

export type DeviceRefusal = InvalidInput | NotAllowed | NotFound | TooManyAttempts;

export interface DeviceChangesParts {
  connection: Connection;
  keyring: Keyring;
  /** The same, of devices that are not used any more. */
  ended: Pick<Keyring, 'destroy'>;
  accounts: Accounts;
  devices: Devices;
  subscriptions: Subscriptions;
  allowances: Allowances;
  idempotency: Idempotency;
}

interface Asking {
  viewer: Viewer;
  client: Client | null;
  locale: Locale;
}

/** Visible ASCII, as both services make them. */
const PUSH_TOKEN = /^[\x21-\x7e]{16,4096}$/;
const MOST_AN_HOUR = 60;
const MOST_HELD = 100;
const HOUR_SECONDS = 3_600;

/** Registers devices, changes and forgets them, and joins them to accounts. Done with the device’s id as the reference. */
export class DeviceChanges {
  readonly #parts: DeviceChangesParts;

  constructor(parts: DeviceChangesParts) {
    this.#parts = parts;
  }

  /**
   * `tell`: gets the token, which nobody can read later. A device that has the push token already stays as it is: to know a push token is not to have the
   * device.
   */
  async register({ viewer, client, locale }: Asking, input: RegisterDeviceInput, tell: (token: string) => void) {
    const { devices, allowances } = this.#parts;
    const within = await allowances.take('registerDevice', client?.addressKey ?? '', MOST_AN_HOUR, new Date());
    return this.#once('registerDevice', viewer, input, async (session) => {
      if (!within) return tooManyAttempts(HOUR_SECONDS);
      const timeZone = input.timeZone ?? 'UTC';
      const fault = faultOf(input.pushToken, timeZone);
      if (fault) return fault;
      const { id: _id, hash: secretHash, token } = newProof();
      const [subjectRef, now] = [newSubjectRef(), new Date()];
      await devices.save(
        {
          _id,
          subjectRef,
          accountId: null,
          platform: input.platform,
          pushToken: input.pushToken,
          secretHash,
          locale: input.locale ?? locale,
          timeZone,
          createdAt: now,
          lastUsedAt: now,
        },
        session,
      );
      tell(token);
      return { reference: _id };
    });
  }

  update({ viewer }: Asking, input: UpdateDeviceInput): Promise<Outcome<DeviceRefusal>> {
    return this.#once('updateDevice', viewer, input, async (session) => {
      const found = await this.#parts.devices.ofToken(input.deviceToken, session);
      if (!found) return noDevice();
      const [pushToken, timeZone] = [input.pushToken ?? found.pushToken, input.timeZone ?? found.timeZone];
      const fault = faultOf(pushToken, timeZone);
      if (fault) return fault;
      const changed = { ...found, pushToken, timeZone, locale: input.locale ?? found.locale, lastUsedAt: new Date() };
      await this.#parts.devices.save(changed, session);
      return { reference: found._id };
    });
  }

  async forgetByToken({ viewer }: Asking, input: ForgetDeviceInput): Promise<Outcome<DeviceRefusal>> {
    let ownRef: string | null = null;
    const outcome = await this.#once('forgetDevice', viewer, input, async (session) => {
      const found = await this.#parts.devices.ofToken(input.deviceToken, session);
      if (!found) return noDevice();
      ownRef = found.accountId === null ? found.subjectRef : null;
      await this.#remove(found._id, session);
      return { reference: found._id };
    });
    await this.#destroy(outcome, ownRef);
    return outcome;
  }

  /** Forgets a device with its own data key; what it held by itself is ended. Repeatable: after a crash half-way the device is still there to be forgotten. */
  async forget(id: string): Promise<void> {
    const { connection, devices, ended } = this.#parts;
    const ownRef = await devices.ownRef(id);
    if (ownRef) await ended.destroy([ownRef]);
    await connection.transaction((session: ClientSession) => this.#remove(id, session));
  }

  /** Joins a device to the account that asks: what it held is the account’s from then on, and sealed for its holder. */
  async adopt({ viewer }: Asking, input: AdoptDeviceInput): Promise<Outcome<DeviceRefusal>> {
    const { accountId } = accountOf(viewer);
    let ownRef: string | null = null;
    const outcome = await this.#once('adoptDevice', viewer, input, async (session) => {
      const { accounts, devices, subscriptions } = this.#parts;
      ownRef = null;
      const account = await accounts.byId(accountId, session);
      const found = await devices.ofToken(input.deviceToken, session);
      if (!found || account?.status !== 'ACTIVE') return noDevice();
      if (found.accountId === accountId) return { reference: found._id };
      if (found.accountId !== null) return notAllowed('ADOPTED', 'It belongs to another account. Forget it first.');
      const holder = { kind: 'ACCOUNT', id: accountId, subjectRef: account.subjectRef, timeZone: null } as const;
      await accounts.touch(accountId, session);
      const held = await subscriptions.page({ kind: 'DEVICE', id: found._id }, MOST_HELD + 1, null, session);
      const own = await subscriptions.page(holder, MOST_HELD + 1, null, session);
      if (held.length + own.length > MOST_HELD)
        return notAllowed('TOO_MANY', `Expected at most ${MOST_HELD} subscriptions together. End some first.`);
      for (const one of held) await subscriptions.move(one, holder, session);
      const { subjectRef } = account;
      await devices.save({ ...found, accountId, subjectRef, lastUsedAt: new Date() } satisfies DeviceRecord, session);
      ownRef = found.subjectRef;
      return { reference: found._id };
    });
    await this.#destroy(outcome, ownRef);
    return outcome;
  }

  async #remove(id: string, session: ClientSession): Promise<void> {
    const { devices, subscriptions } = this.#parts;
    await subscriptions.endAll({ kind: 'DEVICE', id }, session, new Date());
    await devices.remove(id, session);
  }

  /** When it is committed that nothing is sealed under a data key any more, the key goes. */
  async #destroy(outcome: Outcome<DeviceRefusal>, ownRef: string | null): Promise<void> {
    if (outcome.kind === 'done' && ownRef) await this.#parts.keyring.destroy([ownRef]);
  }

  #once(
    mutation: string,
    viewer: Viewer,
    input: { idempotencyKey?: string | null },
    effect: (session: ClientSession) => Promise<Effect | DeviceRefusal>,
  ): Promise<Outcome<DeviceRefusal>> {
    return this.#parts.idempotency.once({ viewer, mutation, key: input.idempotencyKey ?? randomUUID(), input }, effect);
  }
}

function faultOf(pushToken: string, timeZone: string): InvalidInput | null {
  if (!PUSH_TOKEN.test(pushToken))
    return invalidInput('pushToken', 'Expected 16 to 4096 visible ASCII characters, as the service gave them.');
  return isTimeZone(timeZone) ? null : invalidInput('timeZone', 'Expected a time zone such as `Europe/Istanbul`.');
}

const noDevice = (): NotFound => notFound('deviceToken', 'Expected the token of a device that is registered.');
