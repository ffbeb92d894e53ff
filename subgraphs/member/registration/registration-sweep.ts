import { Sweep } from '../../../kit/work/sweep.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { PendingRegistrations } from './pending-registrations.ts';

export interface RegistrationSweepParts {
  pending: PendingRegistrations;
  keyring: Pick<Keyring, 'destroy'>;
  log: Log;
  now?: () => Date;
}

const BATCH = 100;
const EVERY_MS = 60_000;

/**
 * Lets go, once a minute, of registrations that nobody proved: first the data key, so that no copy of one can be read any more, then the rest.
 *
 */
export class RegistrationSweep extends Sweep {
  readonly #parts: RegistrationSweepParts;
  readonly #now: () => Date;

  constructor(parts: RegistrationSweepParts) {
    super({ what: 'registration sweep', everyMs: EVERY_MS, log: parts.log });
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  async run(): Promise<void> {
    const { pending, keyring } = this.#parts;
    await pending.giveUpLate(this.#now());
    for (;;) {
      const batch = await pending.givenUp(BATCH);
      if (batch.length === 0) return;
      await keyring.destroy(batch.map(({ subjectRef }) => subjectRef));
      await pending.remove(batch.map(({ _id }) => _id));
    }
  }
}
