import type { Connection, mongo } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { attemptsRecord } from './attempts.record.ts';

/** How many failures one thing in common may have, before further attempts have to wait. */
export interface Allowance {
  /** Keyed hash of what the attempts have in common. */
  id: string;
  /** So many failures without a wait. */
  free: number;
  /** From the first failure on, after which counting begins anew. */
  windowMs: number;
  /** A success shows that it is the owner, and takes the failures back. */
  forgiving: boolean;
}

/** Whether an attempt may be made: it may; it may after so long; or others are under way that have to be decided first. */
export type Verdict = { kind: 'granted' } | { kind: 'wait'; ms: number } | { kind: 'busy' };

interface Counted {
  until: Date | null;
  granted: boolean;
}

/** The first wait, which doubles with each further failure. */
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** An attempt that was not decided after so long never will be. */
const UNDECIDED_MS = 30_000;
const DUPLICATE = 11_000;

/**
 * Counts attempts in the database, so that all processes count together: each before anything is computed for it, in one step that no other
 * comes between.
 */
export class AttemptCounts {
  readonly #counts: mongo.Collection<{ _id: string } & Counted>;
  readonly #now: () => Date;

  constructor(connection: Connection, now: () => Date) {
    this.#counts = modelOf(connection, attemptsRecord).collection as never;
    this.#now = now;
  }

  /** Asks for one attempt. One that was granted is decided by `failed` or `passed`. */
  async ask(allowance: Allowance): Promise<Verdict> {
    const now = this.#now();
    const step = asking(allowance, now);
    const options = { upsert: true, returnDocument: 'after' } as const;
    const counted = await this.#counts
      .findOneAndUpdate({ _id: allowance.id }, step, options)
      .catch((error: unknown) => {
        // Two that asked first at once: now it is there.
        if ((error as { code?: unknown }).code !== DUPLICATE) throw error;
        return this.#counts.findOneAndUpdate({ _id: allowance.id }, step, options);
      });
    if (counted!.granted) return { kind: 'granted' };
    const ms = (counted!.until?.getTime() ?? 0) - now.getTime();
    return ms > 0 ? { kind: 'wait', ms } : { kind: 'busy' };
  }

  async failed(allowances: readonly Allowance[]): Promise<void> {
    await this.#decide(allowances, (allowance) => failing(allowance, this.#now()));
  }

  /** `proven`: whoever attempted has shown who they are. */
  async passed(allowances: readonly Allowance[], proven: boolean): Promise<void> {
    await this.#decide(allowances, ({ forgiving }) => passing(forgiving && proven));
  }

  async #decide(allowances: readonly Allowance[], step: (allowance: Allowance) => mongo.Document[]): Promise<void> {
    const writes = allowances.map((one) => ({ updateOne: { filter: { _id: one.id }, update: step(one) } }));
    if (writes.length > 0) await this.#counts.bulkWrite(writes, { ordered: false });
  }
}

const orElse = (path: string, value: unknown) => ({ $ifNull: [path, value] });
const NEVER = new Date(0);

function asking({ free, windowMs }: Allowance, now: Date): mongo.Document[] {
  const counts = { $gt: [orElse('$forgetAt', NEVER), now] };
  const underWay = { $gt: [orElse('$pendingAt', NEVER), new Date(now.getTime() - UNDECIDED_MS)] };
  const isFree = { $lt: [{ $add: ['$failures', '$pending'] }, free] };
  // After a wait one is let through at a time.
  const isNext = { $and: [{ $gte: ['$failures', free] }, { $eq: ['$pending', 0] }] };
  return [
    {
      $set: {
        failures: { $cond: [counts, '$failures', 0] },
        pending: { $cond: [{ $and: [counts, underWay] }, '$pending', 0] },
        until: { $cond: [counts, '$until', null] },
        forgetAt: { $cond: [counts, '$forgetAt', new Date(now.getTime() + windowMs)] },
        pendingAt: orElse('$pendingAt', now),
      },
    },
    { $set: { granted: { $and: [{ $lte: [orElse('$until', NEVER), now] }, { $or: [isFree, isNext] }] } } },
    {
      $set: {
        pending: { $cond: ['$granted', { $add: ['$pending', 1] }, '$pending'] },
        pendingAt: { $cond: ['$granted', now, '$pendingAt'] },
      },
    },
  ];
}

const oneLess = { $max: [0, { $subtract: ['$pending', 1] }] };

function failing({ free }: Allowance, now: Date): mongo.Document[] {
  const doublings = { $min: [{ $subtract: ['$failures', free] }, 10] };
  const wait = { $min: [{ $multiply: [FIRST_WAIT_MS, { $pow: [2, doublings] }] }, LONGEST_WAIT_MS] };
  return [
    { $set: { failures: { $add: ['$failures', 1] }, pending: oneLess } },
    { $set: { until: { $cond: [{ $gte: ['$failures', free] }, { $add: [now, wait] }, null] } } },
    { $set: { forgetAt: { $max: ['$forgetAt', orElse('$until', NEVER)] } } },
  ];
}

const passing = (forgiven: boolean): mongo.Document[] => [
  { $set: { pending: oneLess, ...(forgiven && { failures: 0, until: null }) } },
];
