import { randomUUID } from 'node:crypto';
import type { Model } from 'mongoose';
import type { IndexState } from './index-state.record.ts';

const LEASE_MS = 10_000;
const owner = randomUUID();

/**
 * Takes or renews the right to follow changes for an index. Answers false when another process holds it or, where `live` is
 * given, when the pointer has moved away from that generation.
 */
export async function holdLease(states: Model<IndexState>, name: string, live?: string): Promise<boolean> {
  const now = new Date();
  await states.updateOne(
    { _id: name },
    {
      $setOnInsert: {
        live: '',
        building: null,
        resumeToken: null,
        leaseOwner: null,
        leaseUntil: null,
        swappedAt: null,
        documents: 0,
      },
    },
    { upsert: true },
  );
  const { matchedCount } = await states.updateOne(
    {
      _id: name,
      $or: [{ leaseOwner: owner }, { leaseOwner: null }, { leaseUntil: { $lt: now } }],
      ...(live !== undefined && { live }),
    },
    { $set: { leaseOwner: owner, leaseUntil: new Date(now.getTime() + LEASE_MS) } },
  );
  return matchedCount === 1;
}

/** Gives the right back, so that another process need not wait for it to run out. */
export async function releaseLease(states: Model<IndexState>, name: string): Promise<void> {
  await states.updateOne({ _id: name, leaseOwner: owner }, { $set: { leaseOwner: null, leaseUntil: null } });
}
