import type { ClientSession, Connection, mongo } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import { askedIn } from './case-clock.ts';
import { caseTaskRecord, type CaseTask } from './case-task.record.ts';
import type { CaseLetters } from './case-letters.ts';
import { noted, SYSTEM } from './case-history.ts';
import type { DueDates } from './case-seams.ts';
import type { CaseStore } from './case-store.ts';
import { isOpen } from './privacy-case.policy.ts';
import type { CaseItem, PrivacyCase } from './privacy-case.record.ts';

/** How much of the time is over when officers are reminded, in percent. */
const SHARES = [50, 75, 90] as const;

export interface CaseRemindersParts {
  connection: Connection;
  store: CaseStore;
  letters: CaseLetters;
  dueDates: DueDates;
  log: Log;
  now: () => Date;
}

/** Reminds the officers of what is due: at each share of the time once, whichever process is at it, and whatever becomes of that process. */
export class CaseReminders {
  readonly #parts: CaseRemindersParts;
  readonly #tasks: mongo.Collection<CaseTask>;
  readonly #work: LeasedWork;

  constructor(parts: CaseRemindersParts) {
    this.#parts = parts;
    this.#tasks = modelOf(parts.connection, caseTaskRecord).collection as never;
    this.#work = new LeasedWork({
      kind: 'case reminder',
      collection: this.#tasks as unknown as LeasedWorkParts['collection'],
      filter: { task: 'REMIND' },
      run: (id) => this.#remind(id),
      log: parts.log,
      now: parts.now,
    });
  }

  start(): void {
    this.#work.start();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  /** Reminders of what is due now, in place of those of before. Of what is over already, the last alone comes. */
  async schedule(found: PrivacyCase, session: ClientSession, now: Date): Promise<void> {
    await this.forget(found._id, session);
    const dates = new Map(found.items.filter(isOpen).map((item) => [item.dueAt.getTime(), item]));
    const tasks = [...dates.values()].flatMap((item) => this.#tasksOf(found, item, now));
    if (tasks.length > 0) await this.#tasks.insertMany(tasks, { session });
  }

  async forget(caseId: string, session: ClientSession): Promise<void> {
    await this.#tasks.deleteMany({ caseId, task: 'REMIND' }, { session });
  }

  #tasksOf(found: PrivacyCase, item: CaseItem, now: Date): CaseTask[] {
    const { _id: caseId, reminded, history } = found;
    const toldAt = history.findLast(({ act, right }) => act === 'EXTENDED' && right === item.right)?.at;
    const extended = item.extendedFrom && toldAt ? { toldAt } : null;
    const { reminders } = this.#parts.dueDates({ ...askedIn(found, item), extended });
    const all = SHARES.map((share, index) => ({ share, dueAt: reminders[index]! }));
    const last = all.findLast(({ dueAt }) => dueAt <= now);
    return all
      .filter((one) => one.dueAt > now || one === last)
      .filter(({ share }) => !reminded.some((one) => one.share === share && +one.dueAt === +item.dueAt))
      .map(({ share, dueAt }) => ({
        _id: `${caseId}:${item.dueAt.getTime()}:${share}`,
        dueAt,
        leasedUntil: null,
        attempts: 0,
        caseId,
        task: 'REMIND' as const,
        share,
        of: item.dueAt,
      }));
  }

  /** The mail, the note that it was sent and the end of the task are one transaction: neither is there without the others. */
  async #remind(id: string): Promise<void> {
    const { connection, store, letters, now } = this.#parts;
    await connection.transaction(async (session) => {
      const task = await this.#tasks.findOne({ _id: id }, { session });
      if (!task) return;
      const found = await store.byId(task.caseId, session);
      const [share, of] = [task.share!, task.of!];
      const due = found?.items.filter((item) => isOpen(item) && +item.dueAt === +of) ?? [];
      if (found && due.length > 0) {
        const reminded = [...found.reminded, { share, dueAt: of, at: now() }].slice(-100);
        await store.put(noted({ ...found, reminded }, 'REMINDED', SYSTEM, now()), session);
        await letters.reminder(found, { share, dueAt: of, rights: due.map(({ right }) => right) }, session, now());
      }
      await this.#tasks.deleteOne({ _id: id }, { session });
    });
  }
}
