import type { Connection, mongo } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import { behind, type TimePlace } from '../../../kit/graphql/time-page.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { modelOf } from '../../../kit/record/record.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, staffOnly } from '../../../schema/events/staff.policy.ts';
import { erasureOrderRecord, type ErasureOrder } from './erasure-order.record.ts';
import type { RecordRecipientAnswerInput } from './record-recipient-answer.input.ts';

export interface RecipientAnswersParts {
  connection: Connection;
  events: Connection;
  idempotency: Idempotency;
  now: () => Date;
}

/** What recipients answered to orders, as officers write it down. */
export class RecipientAnswers {
  readonly #parts: RecipientAnswersParts;
  readonly #orders: mongo.Collection<ErasureOrder>;

  constructor(parts: RecipientAnswersParts) {
    this.#parts = parts;
    this.#orders = modelOf(parts.connection, erasureOrderRecord).collection as never;
  }

  /** What is due first at the head; one more than a page has. */
  list(open: boolean, after: TimePlace | null, size: number): Promise<ErasureOrder[]> {
    const state = open ? { state: { $ne: 'CONFIRMED' as const } } : {};
    return this.#orders
      .find({ ...state, ...behind('dueAt', after, 'oldest') })
      .sort({ dueAt: 1, _id: 1 })
      .limit(size + 1)
      .toArray();
  }

  one(id: string): Promise<ErasureOrder | null> {
    return this.#orders.findOne({ _id: id });
  }

  /** The reference is the id of the order. A confirmation is the last word; what was refused may still be confirmed. */
  record(viewer: Viewer, input: RecordRecipientAnswerInput): Promise<Outcome<Problem>> {
    const { events, idempotency, now } = this.#parts;
    const staff = actingStaff('HANDLE_RIGHTS', viewer);
    const intention = { viewer, mutation: 'recordRecipientAnswer', key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, async (session) => {
      if (!staff) return staffOnly('HANDLE_RIGHTS');
      const id = localIdOf('ErasureOrder', input.orderId);
      const found = id ? await this.#orders.findOne({ _id: id }, { session }) : null;
      if (!found) return notFound('orderId', 'Expected the id of an order; there is none with this id.');
      if (found.state === 'CONFIRMED') return alreadyConfirmed();
      const answered = { state: input.answer, answeredAt: now() };
      await this.#orders.updateOne({ _id: found._id }, { $set: answered }, { session });
      const told = { actor: staff.accountId, role: staff.role, action: 'RECIPIENT_ANSWERED', count: 1 } as const;
      const about = { record: erasureOrderRecord, reasonRef: found._id, reason: 'SUBJECT_REQUEST' } as const;
      await recordAudit(events, { ...told, ...about }, session);
      return { reference: found._id };
    });
  }
}

const alreadyConfirmed = () =>
  notAllowed('ALREADY_CONFIRMED', 'Expected an order that the recipient has not confirmed yet. Nothing was changed.');
