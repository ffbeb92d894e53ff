import type { Connection, mongo } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { changedItems, withItems } from './case-clock.ts';
import type { Acted } from './case-desk.ts';
import { noted, SYSTEM, type CaseActor } from './case-history.ts';
import type { CaseLetters } from './case-letters.ts';
import type { CaseStore } from './case-store.ts';
import { caseTaskRecord, type CaseTask } from './case-task.record.ts';
import { referencesOf } from '../person/stored-person.ts';
import { isOpen } from './privacy-case.policy.ts';
import { privacyCaseRecord, type CaseItem, type PrivacyCase } from './privacy-case.record.ts';
import type { CaseReasonName } from './privacy-case.values.ts';

export interface CaseRestrictingParts {
  connection: Connection;
  events: Connection;
  store: CaseStore;
  letters: CaseLetters;
  participants: readonly Pick<Participant, 'restrict'>[];
  log: Log;
  now: () => Date;
}

const isRestricted = (item: CaseItem): boolean => item.right === 'RESTRICTION' && isOpen(item);

/** Carries out a restriction that an officer decided: every part of the directory stops using what it stores. Then the person is told. */
export class CaseRestricting {
  readonly #parts: CaseRestrictingParts;
  readonly #tasks: mongo.Collection<CaseTask>;
  readonly #work: LeasedWork;

  constructor(parts: CaseRestrictingParts) {
    this.#parts = parts;
    this.#tasks = modelOf(parts.connection, caseTaskRecord).collection as never;
    this.#work = new LeasedWork({
      kind: 'restriction',
      collection: this.#tasks as unknown as LeasedWorkParts['collection'],
      filter: { task: 'RESTRICT' },
      run: (id) => this.#run(id),
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

  /** The case of which a restriction is carried out from now on. */
  begun(
    found: PrivacyCase,
    { reason, answer }: { reason: CaseReasonName; answer: string },
    by: CaseActor,
    now: Date,
  ): Acted {
    const begun = { state: 'IN_PROGRESS', waitsFor: 'RESTRICTION', reason, answer } as const;
    const next = withItems(
      found,
      changedItems(found, isRestricted, () => begun),
      now,
    );
    return {
      next: noted(next, 'BEGUN', by, now, { right: 'RESTRICTION', reason }),
      audited: 'CASE_DECIDED',
      afterwards: async (session) => {
        const due = { dueAt: now, leasedUntil: null, attempts: 0, caseId: found._id, share: null, of: null };
        await this.#tasks.insertOne({ _id: `${found._id}:restrict`, task: 'RESTRICT', ...due }, { session });
        session.once('ended', () => this.#work.wake());
      },
    };
  }

  async #run(id: string): Promise<void> {
    const task = await this.#tasks.findOne({ _id: id });
    const found = task && (await this.#parts.store.byId(task.caseId));
    if (!found?.items.some((item) => isRestricted(item) && item.waitsFor !== null)) {
      await this.#tasks.deleteOne({ _id: id });
      return;
    }
    const references = referencesOf(found.subjects);
    const asked = await Promise.allSettled(
      this.#parts.participants.map((participant) => participant.restrict(references, 'RESTRICTION')),
    );
    const failed = asked.find((one) => one.status === 'rejected');
    if (!failed)
      return this.#done(
        id,
        found._id,
        asked.reduce((sum, one) => sum + ('value' in one ? one.value.changed : 0), 0),
      );
    await this.#blocked(found._id);
    throw failed.reason as Error;
  }

  async #done(id: string, caseId: string, count: number): Promise<void> {
    const { connection, events, store, letters, now } = this.#parts;
    await connection.transaction(async (session) => {
      const found = await store.byId(caseId, session);
      const item = found?.items.find(isRestricted);
      await this.#tasks.deleteOne({ _id: id }, { session });
      if (!found || !item) return;
      const done = { state: 'FULFILLED', waitsFor: null, closedAt: now() } as const;
      const next = withItems(
        found,
        changedItems(found, isRestricted, () => done),
        now(),
      );
      await store.put(noted(next, 'FULFILLED', SYSTEM, now(), { right: item.right, reason: item.reason! }), session);
      await letters.decided(next, [{ ...item, ...done }], session);
      const told = { actor: 'system', role: 'SYSTEM', action: 'RESTRICT', reason: 'SUBJECT_REQUEST', count } as const;
      const about = { record: privacyCaseRecord, subjectRef: found.applicantRef, reasonRef: caseId };
      await recordAudit(events, { ...told, ...about }, session);
    });
  }

  /** Officers see that something is in the way; it is tried again meanwhile. */
  async #blocked(caseId: string): Promise<void> {
    const { connection, store, now } = this.#parts;
    await connection.transaction(async (session) => {
      const found = await store.byId(caseId, session);
      const waits = (item: CaseItem) => isRestricted(item) && item.waitsFor === 'RESTRICTION';
      if (!found?.items.some(waits)) return;
      const items = changedItems(found, waits, () => ({ state: 'BLOCKED', waitsFor: 'PART_UNAVAILABLE' }));
      await store.put(withItems(found, items, now()), session);
    });
  }
}
