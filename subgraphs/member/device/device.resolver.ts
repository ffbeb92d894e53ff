import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { notFound } from '../../../kit/graphql/problems.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { MemberContext } from '../member.context.ts';
import type { DeviceChanges, DeviceRefusal } from './device-changes.ts';
import { AdoptDeviceInput, ForgetDeviceInput, RegisterDeviceInput, UpdateDeviceInput } from './device.input.ts';
import { presentDevice } from './device.presenter.ts';
import { AdoptDeviceResult, ForgetDeviceResult, RegisterDeviceResult, UpdateDeviceResult } from './device.result.ts';
import type { Devices } from './devices.ts';

type ShownDevice = Parameters<typeof presentDevice>[0];

@Resolver()
export class DeviceResolver {
  readonly #changes: DeviceChanges;
  readonly #devices: Devices;

  constructor({ deviceChanges, devices }: { deviceChanges: DeviceChanges; devices: Devices }) {
    this.#changes = deviceChanges;
    this.#devices = devices;
  }

  @Mutation(() => RegisterDeviceResult as never, {
    description: 'Registers a device to be woken for alerts: needs no account. Kept for a year after its last use.',
  })
  async registerDevice(
    @Arg('input', () => RegisterDeviceInput, { description: 'The device.' }) input: RegisterDeviceInput,
    @Ctx() context: MemberContext,
  ) {
    let deviceToken: string | null = null;
    const outcome = await this.#changes.register(context, input, (token) => (deviceToken = token));
    const shown = (device: ShownDevice) => ({
      __typename: 'RegisteredDevice' as const,
      device: presentDevice(device),
      deviceToken,
    });
    return this.#device(outcome, shown);
  }

  @Mutation(() => UpdateDeviceResult as never, { description: 'Changes what is known of a device.' })
  async updateDevice(
    @Arg('input', () => UpdateDeviceInput, { description: 'What has changed.' }) input: UpdateDeviceInput,
    @Ctx() context: MemberContext,
  ) {
    return this.#device(await this.#changes.update(context, input), presentDevice);
  }

  @Mutation(() => AdoptDeviceResult as never, {
    description:
      'Joins a device to the account that is signed in: what it subscribed to is the account’s from then on.',
  })
  async adoptDevice(
    @Arg('input', () => AdoptDeviceInput, { description: 'The device.' }) input: AdoptDeviceInput,
    @Ctx() context: MemberContext,
  ) {
    return this.#device(await this.#changes.adopt(context, input), presentDevice);
  }

  @Mutation(() => ForgetDeviceResult as never, { description: 'Forgets a device, and ends what it holds by itself.' })
  async forgetDevice(
    @Arg('input', () => ForgetDeviceInput, { description: 'The device.' }) input: ForgetDeviceInput,
    @Ctx() context: MemberContext,
  ) {
    return answered(await this.#changes.forgetByToken(context, input), async (id) => ({
      __typename: 'ForgottenDevice' as const,
      deviceId: globalId('Device', id!),
    }));
  }

  #device<Shown>(outcome: Outcome<DeviceRefusal>, present: (device: ShownDevice) => Shown) {
    return answered(outcome, async (id) => {
      const found = id === null ? null : await this.#devices.byId(id);
      return found ? present(found) : notFound('deviceToken', 'The device is not there any more.');
    });
  }
}
