import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, mongo } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { LeasedWork, type LeasedWorkParts, type Renew } from '../../../kit/work/leased-work.ts';
import type { CaseStore } from '../case/case-store.ts';
import { caseTaskRecord, type CaseTask } from '../case/case-task.record.ts';
import { referencesOf } from '../person/stored-person.ts';
import { liftOf } from './restriction-lifting.ts';

export interface RestrictionWorkParts {
  connection: Connection;
  store: CaseStore;
  participants: readonly Pick<Participant, 'lift'>[];
  log: Log;
  now: () => Date;
}

/** Longer than a part of the directory may take to answer. */
const LEASE_MS = 90_000;
const WAITED_MS = 10_000;

/** Has every part of the directory take up again what was stopped for a restriction, until each has answered. */
export class RestrictionWork {
  readonly #parts: RestrictionWorkParts;
  readonly #tasks: mongo.Collection<CaseTask>;
  readonly #work: LeasedWork;

  constructor(parts: RestrictionWorkParts) {
    this.#parts = parts;
    this.#tasks = modelOf(parts.connection, caseTaskRecord).collection as never;
    this.#work = new LeasedWork({
      kind: 'restriction lifted',
      collection: this.#tasks as unknown as LeasedWorkParts['collection'],
      filter: { task: 'LIFT' },
      run: (id, renew) => this.#run(id, renew),
      log: parts.log,
      leaseMs: LEASE_MS,
      now: parts.now,
    });
  }

  start(): void {
    this.#work.start();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  /** Begins what was written a moment ago, and waits for it as long as somebody waits for an answer. */
  async settled(caseId: string): Promise<void> {
    this.#work.wake();
    for (const end = Date.now() + WAITED_MS; Date.now() < end; await sleep(25))
      if (!(await this.#tasks.findOne({ _id: liftOf(caseId) }, { projection: { _id: 1 } }))) return;
  }

  async #run(id: string, renew: Renew): Promise<void> {
    const { participants, store } = this.#parts;
    const task = await this.#tasks.findOne({ _id: id });
    const found = task && (await store.byId(task.caseId));
    for (const participant of found ? participants : []) {
      await renew();
      await participant.lift(referencesOf(found!.subjects), 'RESTRICTION');
    }
    await this.#tasks.deleteOne({ _id: id });
  }
}
