import type { Connection, mongo } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { LeasedWork, type LeasedWorkParts, type Renew } from '../../../kit/work/leased-work.ts';
import type { CaseStore } from '../case/case-store.ts';
import type { PrivacyCase } from '../case/privacy-case.record.ts';
import { caseTaskRecord, type CaseTask } from './case-task.record.ts';

/** Where the tasks of all cases are stored. */
export const caseTasksOf = (connection: Connection): mongo.Collection<CaseTask> =>
  modelOf(connection, caseTaskRecord).collection as never;

/** A task that is due at once. */
export const taskAtOnce = (caseId: string, task: 'RESTRICT' | 'LIFT', now: Date): CaseTask => ({
  _id: taskIdOf(caseId, task),
  dueAt: now,
  leasedUntil: null,
  attempts: 0,
  caseId,
  task,
  share: null,
  of: null,
});

/** Of one kind there is one for a case. */
export const taskIdOf = (caseId: string, task: 'RESTRICT' | 'LIFT'): string => `${caseId}:${task.toLowerCase()}`;

export interface CaseTaskWorkParts {
  connection: Connection;
  store: CaseStore;
  log: Log;
  now: () => Date;
}

/** Does the tasks of one kind, each by one process at a time, and whatever becomes of that process. */
export abstract class CaseTaskWork {
  protected readonly tasks: mongo.Collection<CaseTask>;
  readonly #store: CaseStore;
  readonly #work: LeasedWork;

  constructor(
    { connection, store, log, now }: CaseTaskWorkParts,
    { task, ...work }: { task: CaseTask['task'] } & Pick<LeasedWorkParts, 'kind' | 'leaseMs'>,
  ) {
    this.tasks = caseTasksOf(connection);
    this.#store = store;
    const collection = this.tasks as unknown as LeasedWorkParts['collection'];
    const run = (id: string, renew: Renew) => this.run(id, renew);
    this.#work = new LeasedWork({ ...work, collection, filter: { task }, run, log, now });
  }

  /** Does one, and takes it away in the end; what it throws has it tried again. */
  protected abstract run(id: string, renew: Renew): Promise<void>;

  start(): void {
    this.#work.start();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  /** One is due now. */
  protected wake(): void {
    this.#work.wake();
  }

  /** The case that a task is of; null when either is not there any more. */
  protected async caseOf(id: string): Promise<PrivacyCase | null> {
    const task = await this.tasks.findOne({ _id: id });
    return task && this.#store.byId(task.caseId);
  }
}
