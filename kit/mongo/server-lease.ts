import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { inserted } from './inserted.ts';

/** Who may do something alone, and until when. */
export interface LeaseDocument {
  _id: string;
  holder: string;
  until: Date;
}

/** The right to do something alone, as one holder asks for it. */
export interface ServerLease {
  /** False: another has it, or had it until it was killed a moment ago. */
  take: () => Promise<boolean>;
  /** False: it was lost. */
  renew: () => Promise<boolean>;
  release: () => Promise<void>;
}

const ONLY = 'only';

/** A lease for whoever is first, by the server's clock, in a collection of its own: whatever the clocks of the processes say, a killed holder keeps others out until it runs out. */
export function serverLease(leases: mongo.Collection<LeaseDocument>, leaseMs: number): ServerLease {
  const holder = randomUUID();
  const until = { $add: ['$$NOW', leaseMs] };
  const free = { $lt: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] };
  /** What it was where the lease still runs. */
  const ours = { holder: { $cond: [free, holder, '$holder'] }, until: { $cond: [free, until, '$until'] } };
  return {
    async take() {
      const options = { upsert: true, returnDocument: 'after' } as const;
      const taken = leases.findOneAndUpdate({ _id: ONLY }, [{ $set: ours }], options);
      return (await inserted(taken)) && (await taken)?.holder === holder;
    },
    renew: async () => (await leases.updateOne({ _id: ONLY, holder }, [{ $set: { until } }])).matchedCount === 1,
    release: async () => void (await leases.deleteOne({ _id: ONLY, holder })),
  };
}
