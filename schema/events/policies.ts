import type { Connection } from 'mongoose';
import { modelOf } from '../../kit/record/record.ts';
import { policyVersionRecord } from './policy-version.record.ts';

/** A version as it is published. */
export interface PublishedPolicy {
  id: string;
  /** ISO 8601. */
  effectiveAt: string;
  digest: string;
}

/** Publishes the versions that there are, and none beside them. Repeatable. */
export async function publishPolicies(events: Connection, versions: readonly PublishedPolicy[]): Promise<void> {
  const published = modelOf(events, policyVersionRecord).collection;
  await published.bulkWrite(
    versions.map(({ id, effectiveAt, digest }) => ({
      replaceOne: {
        filter: { _id: id },
        replacement: { effectiveAt: new Date(effectiveAt), digest },
        upsert: true,
      },
    })) as never,
  );
  await published.deleteMany({ _id: { $nin: versions.map(({ id }) => id) } } as never);
}

/** The id of the version in force at an instant; null when none was published yet. */
export async function policyInForce(events: Connection, at: Date): Promise<string | null> {
  const found = await modelOf(events, policyVersionRecord)
    .findOne({ effectiveAt: { $lte: at } })
    .sort({ effectiveAt: -1 })
    .lean();
  return found?._id ?? null;
}
