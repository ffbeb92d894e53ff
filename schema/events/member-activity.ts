import type { ClientSession, Connection } from 'mongoose';
import { modelOf } from '../../kit/record/record.ts';
import type { ActingMember } from './acting-member.ts';
import { memberActivityRecord, unusualActivityRecord } from './member-activity.record.ts';

const MINUTE_MS = 60_000;
const WINDOW_MINUTES = 10;

/** So many changes in ten minutes are nobody's daily work; an import is one, however many rows it has. */
export const MOST_CHANGES = 200;

export interface MemberActivityParts {
  events: Connection;
  /** How many changes in ten minutes are still like a member. */
  most?: number;
  now?: () => Date;
}

/**
 * Counts what members take away from the directory: withdrawn and deleted listings. A stolen account is noticed by it before all is gone.
 * Whoever changes asks first; what is counted stays counted, also when the change itself fails.
 */
export class MemberActivity {
  readonly #events: Connection;
  readonly #most: number;
  readonly #now: () => Date;

  constructor({ events, most = MOST_CHANGES, now = () => new Date() }: MemberActivityParts) {
    this.#events = events;
    this.#most = most;
    this.#now = now;
  }

  /**
   * Counts changes before they are made. False: the account is paused, now or before, and nothing may be changed; the member subgraph is
   * told, and asks the owner by mail. Counted outside any transaction, so that parallel changes all count.
   */
  async admits(
    { accountId, subjectRef, paused }: Pick<ActingMember, 'accountId' | 'subjectRef' | 'paused'>,
    changes = 1,
  ): Promise<boolean> {
    if (paused) return false;
    const now = this.#now();
    const minute = Math.floor(now.getTime() / MINUTE_MS);
    const activity = modelOf(this.#events, memberActivityRecord).collection;
    await activity.updateOne(
      { _id: `${accountId}-${minute}` } as never,
      { $inc: { count: changes }, $setOnInsert: { accountId, subjectRef, at: new Date(minute * MINUTE_MS) } },
      { upsert: true },
    );
    const window = Array.from({ length: WINDOW_MINUTES }, (_, back) => `${accountId}-${minute - back}`);
    const counted = await activity.find({ _id: { $in: window } } as never, { projection: { count: 1 } }).toArray();
    const count = counted.reduce((sum, one) => sum + (one['count'] as number), 0);
    if (count <= this.#most) return true;
    const facts = { subjectRef, at: now, dueAt: now, leasedUntil: null, attempts: 0 };
    await modelOf(this.#events, unusualActivityRecord).collection.updateOne(
      { _id: accountId } as never,
      { $setOnInsert: facts, $max: { count } },
      { upsert: true },
    );
    return false;
  }

  /** The owner has said that it was them: counting begins anew. */
  async forget(accountId: string, session: ClientSession): Promise<void> {
    await modelOf(this.#events, memberActivityRecord).collection.deleteMany(
      { _id: { $gte: `${accountId}-`, $lt: `${accountId}.` } } as never,
      { session },
    );
  }
}
