import type { Connection, Model } from 'mongoose';
import { modelOf } from '../record/record.ts';
import { appliedTombstoneRecord, type AppliedTombstone } from './applied-tombstone.record.ts';
import type { Applied } from './tombstone-ledger.ts';

const ONE = 'last';
const DUPLICATE = 11_000;

/** What a deployment knows of the ledger of erasures. It never goes back. */
export class AppliedTombstones {
  readonly #applied: Model<AppliedTombstone>;

  constructor(connection: Connection) {
    this.#applied = modelOf(connection, appliedTombstoneRecord);
  }

  /** Null: none. */
  async get(): Promise<Applied | null> {
    const found = await this.#applied.findById(ONE).lean();
    return found ? { sequence: found.sequence, hash: found.hash } : null;
  }

  /** An entry is known here, and all before it. Of a lower number than what is known it changes nothing. */
  async set({ sequence, hash }: Applied, now: Date): Promise<void> {
    const $set = { sequence, hash, at: now };
    const known = { _id: ONE, sequence: { $lt: sequence } };
    await this.#applied.updateOne(known, { $set }, { upsert: true }).catch((error: { code?: number }) => {
      // The upsert met one that is further on.
      if (error.code !== DUPLICATE) throw error;
    });
  }
}
