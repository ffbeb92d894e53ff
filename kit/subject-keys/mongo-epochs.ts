import type { mongo } from 'mongoose';
import { inserted } from '../mongo/inserted.ts';
import { serverLease, type LeaseDocument } from '../mongo/server-lease.ts';
import { KeyError } from '../sealing/key-error.ts';
import { keyEpochsRecord, keyRotationRecord } from './key-store.record.ts';
import type { EpochLedger, EpochState } from './key-store.ts';

const ONLY = 'only';

/**
 * The state of epochs, and the right to rotate, in MongoDB. That right is a lease by the server's clock: a killed rotation keeps others out
 * until it runs out. Were one slow enough to outlive its lease, nothing would be lost: each of its steps compares before it changes.
 */
export function mongoEpochs(db: mongo.Db, durable: mongo.CollectionOptions, leaseMs: number): EpochLedger {
  const states = db.collection<EpochState & { _id: string }>(keyEpochsRecord.collection, durable);
  const leases = db.collection<LeaseDocument>(keyRotationRecord.collection, durable);

  return {
    epochs: () => states.findOne({ _id: ONLY }, { projection: { _id: 0 } }),
    async advance(from, to) {
      const state = { ...to, revision: (from?.revision ?? 0) + 1 };
      if (from === null) return inserted(states.insertOne({ _id: ONLY, ...state }));
      return (await states.replaceOne({ _id: ONLY, revision: from.revision }, state)).matchedCount === 1;
    },
    async lockRotation() {
      const lease = serverLease(leases, leaseMs);
      if (!(await lease.take())) {
        const message = `Another rotation runs, or was killed a moment ago. Wait until it has ended, or ${leaseMs / 1_000} s.`;
        throw new KeyError('BUSY', message);
      }
      const timer = setInterval(() => void lease.renew().catch(() => undefined), leaseMs / 3).unref();
      return async () => {
        clearInterval(timer);
        await lease.release();
      };
    },
  };
}
