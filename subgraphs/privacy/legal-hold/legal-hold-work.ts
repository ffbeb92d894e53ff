import type { ClientSession, Connection, mongo } from 'mongoose';
import { globalId } from '../../../kit/global-id/global-id.ts';
import type { Log } from '../../../kit/log/log.ts';
import { modelOf } from '../../../kit/record/record.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import type { Mails } from '../mail/mails.ts';
import type { LegalHold } from './legal-hold.record.ts';
import type { LegalHoldStore } from './legal-hold-store.ts';
import { legalHoldTaskRecord, type LegalHoldTask } from './legal-hold-task.record.ts';

/** When an erasure that waits for holds is due by the clock: never, but by a release. */
const NEVER = new Date('9999-01-01T00:00:00Z');

export interface LegalHoldWorkParts {
  connection: Connection;
  holds: LegalHoldStore;
  mails: Mails;
  /** The mailbox of the privacy officers, and in which language they are written to. */
  officers: { email: string; locale: Locale };
  log: Log;
  now: () => Date;
}

/** Goes on with an erasure that waited for holds. It may come twice; what it throws is tried again. */
export type Resume = (erasureId: string) => Promise<void>;

/** What is done at its time because of legal holds, whichever process is at it, and whatever becomes of that process. */
export class LegalHoldWork {
  readonly #parts: LegalHoldWorkParts;
  readonly #tasks: mongo.Collection<LegalHoldTask>;
  readonly #reviews: LeasedWork;
  readonly #resuming: LeasedWork;
  #resume: Resume | null = null;

  constructor(parts: LegalHoldWorkParts) {
    this.#parts = parts;
    this.#tasks = modelOf(parts.connection, legalHoldTaskRecord).collection as never;
    const collection = this.#tasks as unknown as LeasedWorkParts['collection'];
    const shared = { collection, log: parts.log, now: parts.now };
    const run = (id: string) => this.#remind(id);
    this.#reviews = new LeasedWork({ ...shared, kind: 'legal hold review', filter: of('REVIEW'), run });
    const goOn = (id: string) => this.#goOn(id);
    this.#resuming = new LeasedWork({ ...shared, kind: 'legal hold release', filter: of('RESUME'), run: goOn });
  }

  start(): void {
    this.#reviews.start();
    if (this.#resume) this.#resuming.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#reviews.stop(), this.#resuming.stop()]);
  }

  /** Who goes on with erasures, before `start`. Without, what is released waits for a process that has somebody. */
  onReleased(resume: Resume): void {
    this.#resume = resume;
  }

  /** An erasure waits for the next release. Part of the transaction in which it saw that something is held. */
  async waits(erasureId: string, session: ClientSession): Promise<void> {
    const $set = { task: 'RESUME', of: erasureId, dueAt: NEVER, attempts: 0, leasedUntil: null } as const;
    const one = { _id: `resume:${erasureId}` };
    await this.#tasks.updateOne(one, { $set, $inc: { calls: 1 } }, { upsert: true, session });
  }

  /** It waits no more, because it went on or was given up. */
  async waitsNoMore(erasureId: string, session: ClientSession): Promise<void> {
    await this.#tasks.deleteOne({ _id: `resume:${erasureId}` }, { session });
  }

  /** Officers are reminded of it on its date. */
  async review({ _id, reviewAt: dueAt }: LegalHold, session: ClientSession): Promise<void> {
    const task = { task: 'REVIEW', of: _id, dueAt, attempts: 0, leasedUntil: null, calls: 0 } as const;
    await this.#tasks.insertOne({ _id: `review:${_id}`, ...task }, { session });
  }

  /** Nobody is reminded of it any more, and every erasure that waits looks anew. */
  async released({ _id }: LegalHold, session: ClientSession): Promise<void> {
    await this.#tasks.deleteOne({ _id: `review:${_id}` }, { session });
    const due = { $set: { dueAt: this.#parts.now(), attempts: 0 }, $inc: { calls: 1 } };
    await this.#tasks.updateMany({ task: 'RESUME' }, due, { session });
    session.once('ended', () => this.#resuming.wake());
  }

  async #goOn(id: string): Promise<void> {
    const task = await this.#tasks.findOne({ _id: id });
    if (!task) return;
    await this.#resume!(task.of);
    // Whoever waits anew, or was released anew, has called again.
    await this.#tasks.deleteOne({ _id: id, calls: task.calls });
  }

  /** The mail and the end of the task are one transaction. */
  async #remind(id: string): Promise<void> {
    const { connection, holds, mails, officers, now } = this.#parts;
    await connection.transaction(async (session) => {
      const task = await this.#tasks.findOne({ _id: id }, { session });
      const hold = task && (await holds.records.findById(task.of, { session }));
      if (hold && hold.releasedAt === null) {
        const facts = { id: globalId('LegalHold', hold._id), placedAt: hold.placedAt.toISOString() };
        const { email: to, locale } = officers;
        const mail = { to, subjectRef: hold.holdRef, template: 'legalHoldReview', facts, locale } as const;
        await mails.post(mail, session, now());
      }
      await this.#tasks.deleteOne({ _id: id }, { session });
    });
  }
}

const of = (task: LegalHoldTask['task']) => ({ task }) as NonNullable<LeasedWorkParts['filter']>;
