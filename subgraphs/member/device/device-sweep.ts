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

/** Forgets, once an hour, devices that did not come back for a year. Every process may do it at once: each step is repeatable. */
export class DeviceSweep {
  readonly #parts: DeviceSweepParts;
  readonly #now: () => Date;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(parts: DeviceSweepParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.run().catch((error: Error) => {
        this.#parts.log.warn('device sweep pauses', { reason: error.message });
      });
    }, EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
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
