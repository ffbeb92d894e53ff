import type { ClientSession } from 'mongoose';
import { askedIn } from '../case/case-clock.ts';
import { noted, SYSTEM } from '../case/case-history.ts';
import type { DueDates } from '../case/case-seams.ts';
import { isOpen } from '../case/privacy-case.policy.ts';
import type { CaseItem, PrivacyCase } from '../case/privacy-case.record.ts';
import type { CaseLetters } from './case-letters.ts';
import { CaseTaskWork, type CaseTaskWorkParts } from './case-task-work.ts';
import type { CaseTask } from './case-task.record.ts';

/** How much of the time is over when officers are reminded, in percent. */
const SHARES = [50, 75, 90] as const;

export interface CaseRemindersParts extends CaseTaskWorkParts {
  letters: CaseLetters;
  dueDates: DueDates;
}

/** Reminds the officers of what is due: at each share of the time once, whichever process is at it, and whatever becomes of that process. */
export class CaseReminders extends CaseTaskWork {
  readonly #parts: CaseRemindersParts;

  constructor(parts: CaseRemindersParts) {
    super(parts, { kind: 'case reminder', task: 'REMIND' });
    this.#parts = parts;
  }

  /** Reminders of what is due now, in place of those of before. Of what is over already, the last alone comes. */
  async schedule(found: PrivacyCase, session: ClientSession, now: Date): Promise<void> {
    await this.forget(found._id, session);
    const dates = new Map(found.items.filter(isOpen).map((item) => [item.dueAt.getTime(), item]));
    const tasks = [...dates.values()].flatMap((item) => this.#tasksOf(found, item, now));
    if (tasks.length > 0) await this.tasks.insertMany(tasks, { session });
  }

  async forget(caseId: string, session: ClientSession): Promise<void> {
    await this.tasks.deleteMany({ caseId, task: 'REMIND' }, { session });
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
  protected async run(id: string): Promise<void> {
    const { connection, store, letters, now } = this.#parts;
    await connection.transaction(async (session) => {
      const task = await this.tasks.findOne({ _id: id }, { session });
      if (!task) return;
      const found = await store.byId(task.caseId, session);
      const [share, of] = [task.share!, task.of!];
      const due = found?.items.filter((item) => isOpen(item) && +item.dueAt === +of) ?? [];
      if (found && due.length > 0) {
        const reminded = [...found.reminded, { share, dueAt: of, at: now() }].slice(-100);
        await store.put(noted({ ...found, reminded }, 'REMINDED', SYSTEM, now()), session);
        await letters.reminder(found, { share, dueAt: of, rights: due.map(({ right }) => right) }, session, now());
      }
      await this.tasks.deleteOne({ _id: id }, { session });
    });
  }
}
