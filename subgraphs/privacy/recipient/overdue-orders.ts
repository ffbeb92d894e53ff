import type { ClientSession, Connection, mongo } from 'mongoose';
import { globalId } from '../../../kit/global-id/global-id.ts';
import type { Log } from '../../../kit/log/log.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { Sweep } from '../../../kit/work/sweep.ts';
import { RECIPIENTS } from '../../../schema/processing/recipients.ts';
import type { Mails } from '../mail/mails.ts';
import { erasureOrderRecord, type ErasureOrder } from './erasure-order.record.ts';

export interface OverdueOrdersParts {
  connection: Connection;
  mails: Mails;
  /** The mailbox of the privacy officers, and in which language they are written to. */
  officers: { email: string; locale: Locale };
  log: Log;
  now: () => Date;
}

const BATCH = 50;
const EVERY_MS = 60_000;

/** Says, once a minute, of orders whose time is over that nothing came, and tells the officers of each once. */
export class OverdueOrders extends Sweep {
  readonly #parts: OverdueOrdersParts;
  readonly #orders: mongo.Collection<ErasureOrder>;

  constructor(parts: OverdueOrdersParts) {
    super({ what: 'overdue orders', everyMs: EVERY_MS, log: parts.log });
    this.#parts = parts;
    this.#orders = modelOf(parts.connection, erasureOrderRecord).collection as never;
  }

  async run(): Promise<void> {
    for (let isFull = true; isFull;) {
      const over = { state: 'SENT', dueAt: { $lte: this.#parts.now() } } as const;
      const found = await this.#orders.find(over).sort({ dueAt: 1 }).limit(BATCH).toArray();
      for (const order of found) await this.#tell(order);
      isFull = found.length === BATCH;
    }
  }

  /** The state and the mail are one transaction, and only one process finds it unanswered. */
  async #tell({ _id, recipient, sentAt }: ErasureOrder): Promise<void> {
    const { connection, mails, officers } = this.#parts;
    await connection.transaction(async (session: ClientSession) => {
      const unanswered = { _id, state: 'SENT' } as const;
      const told = await this.#orders.updateOne(unanswered, { $set: { state: 'NO_ANSWER' } }, { session });
      if (told.matchedCount === 0) return;
      const { name } = RECIPIENTS[recipient];
      const facts = { id: globalId('ErasureOrder', _id), orderId: _id, recipient: name, sentAt: sentAt.toISOString() };
      const { email: to, locale } = officers;
      const mail = { to, subjectRef: newSubjectRef(), template: 'orderOverdue', facts, locale } as const;
      await mails.post(mail, session, this.#parts.now());
    });
  }
}
