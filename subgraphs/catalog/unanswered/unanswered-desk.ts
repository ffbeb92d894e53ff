import type { ClientSession, Model } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { notFound, type NotAllowed, type NotFound } from '../../../kit/graphql/problems.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { actingStaff, staffOnly } from '../../../schema/events/staff.policy.ts';
import type { CountPlace } from './count-cursor.ts';
import type { UnansweredQuery } from './unanswered-query.record.ts';

/** Where staff look at what search found nothing for, and put it aside. Done with the id of the query as the reference. */
export class UnansweredDesk {
  readonly #queries: Model<UnansweredQuery>;
  readonly #idempotency: Idempotency;

  constructor(queries: Model<UnansweredQuery>, idempotency: Idempotency) {
    this.#queries = queries;
    this.#idempotency = idempotency;
  }

  /** Throws UNAUTHENTICATED for nobody. What is put aside already stays as it is. */
  settle(viewer: Viewer, input: { id: string; idempotencyKey: string }): Promise<Outcome<NotAllowed | NotFound>> {
    const staff = actingStaff('KEEP_WORDS', viewer);
    const intention = { viewer, mutation: 'settleUnansweredQuery', key: input.idempotencyKey, input };
    return this.#idempotency.once<NotAllowed | NotFound>(intention, async (session: ClientSession) => {
      if (!staff) return staffOnly('KEEP_WORDS');
      const id = localIdOf('UnansweredQuery', input.id);
      const found = id && (await this.#queries.findById(id).session(session).lean<UnansweredQuery>());
      if (!found) return notFound('id', 'Expected the id of an unanswered query; there is none with this id.');
      const open = { _id: found._id, settledAt: null };
      await this.#queries.collection.updateOne(open as never, { $set: { settledAt: new Date() } }, { session });
      return { reference: found._id };
    });
  }

  /** Those that nobody has put aside, the most frequent first, after a place in that order; in all languages for null. */
  page(locale: Locale | null, after: CountPlace | null, size: number): Promise<UnansweredQuery[]> {
    const behind = after && {
      $or: [{ count: { $lt: after.count } }, { count: after.count, _id: { $gt: after.id } }],
    };
    return this.#queries
      .find({ $and: [{ settledAt: null }, locale ? { locale } : {}, behind ?? {}] } as never)
      .sort({ count: -1, _id: 1 })
      .limit(size)
      .lean<UnansweredQuery[]>();
  }

  one(id: string): Promise<UnansweredQuery | null> {
    return this.#queries.findById(id).lean<UnansweredQuery>();
  }
}
