import { Sweep } from '../../../kit/work/sweep.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { Guests } from '../guest/guests.ts';
import type { InquiryStore } from './inquiry-store.ts';
import type { PendingInquiries } from './pending-inquiries.ts';

export interface InquirySweepParts {
  pending: PendingInquiries;
  store: InquiryStore;
  guests: Guests;
  /** Takes away a file of a message, for good. */
  removeFile: (fileId: string) => Promise<void>;
  /** Those of these guests who hold subscriptions. */
  holdingGuests: (ids: string[]) => Promise<string[]>;
  log: Log;
  now?: () => Date;
}

const BATCH = 100;
const EVERY_MS = 60_000;

/** Lets go, once a minute, of correspondence whose period is over. */
export class InquirySweep extends Sweep {
  readonly #parts: InquirySweepParts;
  readonly #now: () => Date;

  constructor(parts: InquirySweepParts) {
    super({ what: 'inquiry sweep', everyMs: EVERY_MS, log: parts.log });
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  async run(): Promise<void> {
    const { pending, store, guests, removeFile, holdingGuests } = this.#parts;
    const now = this.#now();
    while ((await pending.sweep(BATCH, now)) === BATCH);
    while ((await store.sweep(BATCH, now, removeFile)) === BATCH);
    while ((await guests.sweep(BATCH, now, holdingGuests)) === BATCH);
  }
}
