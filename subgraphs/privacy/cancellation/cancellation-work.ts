import type { Connection } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import { LeasedWork, type LeasedWorkParts, type Renew } from '../../../kit/work/leased-work.ts';
import { waitedFor } from '../../../kit/work/waiting.ts';
import type { AccountCancellation } from './account-cancellation.record.ts';
import type { CancellationCases } from './cancellation-cases.ts';
import { referencesOf } from '../person/stored-person.ts';
import type { CancellationStore } from './cancellation-store.ts';

export interface CancellationWorkParts {
  connection: Connection;
  store: CancellationStore;
  cases: CancellationCases;
  participants: readonly Pick<Participant, 'restrict' | 'lift'>[];
  log: Log;
  now: () => Date;
}

/** Longer than a part of the directory may take to answer: nobody else begins meanwhile. */
const LEASE_MS = 90_000;
/** In which an account is to be stopped. */
const CANCELLED = ['STOPPING', 'STOPPED', 'DUE_FOR_ERASURE'] as const;

/**
 * Has every part of the directory stop what it does with somebody's data, or take it up again; and when the time is over in which it can be taken
 * back, makes it due for erasure. One process at a time for each person, again until every part has answered, whatever becomes of the process.
 */
export class CancellationWork {
  readonly #parts: CancellationWorkParts;
  readonly #work: LeasedWork;

  constructor(parts: CancellationWorkParts) {
    this.#parts = parts;
    this.#work = new LeasedWork({
      kind: 'account cancellation',
      collection: parts.store.collection as unknown as LeasedWorkParts['collection'],
      filter: { state: { $in: ['STOPPING', 'STOPPED', 'KEEPING'] } },
      run: (id, renew) => this.#run(id, renew),
      log: parts.log,
      leaseMs: LEASE_MS,
      atOnce: 4,
      now: parts.now,
    });
  }

  start(): void {
    this.#work.start();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  /** What was written a moment ago is begun, and waited for; false: some part has not answered yet, and it goes on without whoever waits. */
  async settled(id: string): Promise<boolean> {
    this.#work.wake();
    return waitedFor(async () => {
      const found = await this.#parts.store.byId(id);
      return !found || (found.state !== 'STOPPING' && found.state !== 'KEEPING');
    });
  }

  async #run(id: string, renew: Renew): Promise<void> {
    const found = await this.#parts.store.byId(id);
    if (found?.state === 'STOPPING') return this.#stop(found, renew);
    if (found?.state === 'KEEPING') return this.#keep(found, renew);
    if (found?.state === 'STOPPED') return this.#end(found);
  }

  async #stop(found: AccountCancellation, renew: Renew): Promise<void> {
    const { participants, store } = this.#parts;
    for (const participant of participants) {
      await renew();
      await participant.restrict(referencesOf(found.persons), 'ACCOUNT_LEFT', found.until.toISOString());
    }
    // Taken back meanwhile: the next run takes it up again.
    await store.turn(found._id, ['STOPPING'], { state: 'STOPPED', dueAt: found.until });
  }

  async #keep(found: AccountCancellation, renew: Renew): Promise<void> {
    const { participants, store, now } = this.#parts;
    for (const participant of participants) {
      await renew();
      if ((await store.besides(found, CANCELLED)).length > 0) break;
      await participant.lift(referencesOf(found.persons), 'ACCOUNT_LEFT');
    }
    await this.#stopAgain(found);
    await store.turn(found._id, ['KEEPING'], { state: 'KEPT', dueAt: now(), closedAt: now() });
  }

  /** Whoever left again before every part had heard that they stay: what was taken up for this one is stopped for the later one. */
  async #stopAgain(found: AccountCancellation): Promise<void> {
    const { store, now } = this.#parts;
    for (const { _id } of await store.besides(found, ['STOPPING', 'STOPPED']))
      if (!(await store.turn(_id, ['STOPPED'], { state: 'STOPPING', dueAt: now() })))
        throw new Error('the account is cancelled again, and parts are being told');
  }

  /** From here on nothing takes it back. */
  async #end({ _id, caseId }: AccountCancellation): Promise<void> {
    const { connection, store, cases, now } = this.#parts;
    await connection.transaction(async (session) => {
      const isDue = await store.turn(_id, ['STOPPED'], { state: 'DUE_FOR_ERASURE', dueAt: now() }, session);
      if (isDue) await cases.dueForErasure(caseId, session);
    });
  }
}
