import { Sweep } from '../../../kit/work/sweep.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { DeviceChanges } from './device-changes.ts';
import { DEVICE_DAYS } from './device.record.ts';
import type { Devices } from './devices.ts';

export interface DeviceSweepParts {
  devices: Devices;
  deviceChanges: Pick<DeviceChanges, 'forget'>;
  log: Log;
  now?: () => Date;
}

const BATCH = 100;
const EVERY_MS = 3_600_000;

/** Forgets, once an hour, devices that did not come back for a year. */
export class DeviceSweep extends Sweep {
  readonly #parts: DeviceSweepParts;
  readonly #now: () => Date;

  constructor(parts: DeviceSweepParts) {
    super({ what: 'device sweep', everyMs: EVERY_MS, log: parts.log });
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  async run(): Promise<void> {
    const { devices, deviceChanges } = this.#parts;
    const then = new Date(this.#now().getTime() - DEVICE_DAYS * 86_400_000);
    for (;;) {
      const late = await devices.unusedSince(then, BATCH);
      if (late.length === 0) return;
      for (const id of late) await deviceChanges.forget(id);
    }
  }
}
