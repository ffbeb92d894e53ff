import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { inserted } from '../mongo/inserted.ts';
import { KeyError } from '../sealing/key-error.ts';
import { keyEpochsRecord, keyRotationRecord } from './key-store.record.ts';
import type { EpochLedger, EpochState } from './key-store.ts';

const ONLY = 'only';
const ANYHOW = { upsert: true, returnDocument: 'after' } as const;

/**
 * The state of epochs, and the right to rotate, in MongoDB. That right is a lease by the server's clock: a killed rotation keeps others out
 * until it runs out. Were one slow enough to outlive its lease, nothing would be lost: each of its steps compares before it changes.
 */
export function mongoEpochs(db: mongo.Db, durable: mongo.CollectionOptions, leaseMs: number): EpochLedger {
  const states = db.collection<EpochState & { _id: string }>(keyEpochsRecord.collection, durable);
  const leases = db.collection<{ _id: string; holder: string; until: Date }>(keyRotationRecord.collection, durable);
  const until = { $add: ['$$NOW', leaseMs] };
  /** What it was where the lease still runs. */
  const ours = (holder: string) => {
    const free = { $lt: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] };
    return { holder: { $cond: [free, holder, '$holder'] }, until: { $cond: [free, until, '$until'] } };
  };

  return {
    epochs: () => states.findOne({ _id: ONLY }, { projection: { _id: 0 } }),
    async advance(from, to) {
      const state = { ...to, revision: (from?.revision ?? 0) + 1 };
      if (from === null) return inserted(states.insertOne({ _id: ONLY, ...state }));
      return (await states.replaceOne({ _id: ONLY, revision: from.revision }, state)).matchedCount === 1;
    },
    async lockRotation() {
      const holder = randomUUID();
      const taken = leases.findOneAndUpdate({ _id: ONLY }, [{ $set: ours(holder) }], ANYHOW);
      if (!(await inserted(taken)) || (await taken)?.holder !== holder) {
        const message = `Another rotation runs, or was killed a moment ago. Wait until it has ended, or ${leaseMs / 1_000} s.`;
        throw new KeyError('BUSY', message);
      }
      const renew = () => void leases.updateOne({ _id: ONLY, holder }, [{ $set: { until } }]).catch(() => undefined);
      const timer = setInterval(renew, leaseMs / 3).unref();
      return async () => {
        clearInterval(timer);
        await leases.deleteOne({ _id: ONLY, holder });
      };
    },
  };
}
